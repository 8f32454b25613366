package dev.sotto.simulate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sizes of what a world plants: factors on a chance or a time, where 1 is no effect, and the shares they act on.
 *
 * @param voiceReply by the least seconds of a voice note, the factor on the chance of a reply
 * @param teaserGap by the median minutes between teaser and explanation, the factor on the chance of a conversion
 * @param packGoesOn chance of going on from each item of a pack to the next
 */
record Effects(
        Map<Integer, Double> voiceReply,
        double shareOpenerReply,
        double blockReply,
        double signatureReply,
        double replyConverts,
        Map<Integer, Double> teaserGap,
        List<Double> packGoesOn,
        double blockRecovered,
        double reminderDeters,
        double reminderHabituates,
        double thanksShare,
        double thanksTilt,
        double thanksOrder,
        double groupAsks,
        double leaves,
        double unansweredLeaves,
        double voiceApproves,
        double voiceDecides) {

    Effects {
        if (!voiceReply.containsKey(0)) {
            throw new IllegalArgumentException("the effect voice-reply has no factor from 0 seconds");
        }
        voiceReply = Collections.unmodifiableMap(new TreeMap<>(voiceReply));
        if (teaserGap.isEmpty()) {
            throw new IllegalArgumentException("the effect teaser-gap is empty");
        }
        teaserGap = Collections.unmodifiableMap(new TreeMap<>(teaserGap));
        packGoesOn = List.copyOf(packGoesOn);
        if (packGoesOn.isEmpty()) {
            throw new IllegalArgumentException("the effect pack-goes-on is empty");
        }
    }

    /** The least seconds of the dose that a voice note is in. */
    int dose(Piece voice) {
        int dose = 0;
        for (int from : voiceReply.keySet()) {
            dose = voice.amount() >= from * 1000L ? from : dose;
        }
        return dose;
    }

    double voiceReply(int dose) {
        return voiceReply.getOrDefault(dose, 1.0);
    }

    /** The chance of going on from an item, by its position, to the next. */
    double goesOn(int position) {
        return packGoesOn.get(Math.min(position, packGoesOn.size()) - 1);
    }

    /** The chance of giving up at a reminder, after so many before it. */
    double givesUp(int remindersBefore) {
        return reminderDeters * StrictMath.pow(reminderHabituates, remindersBefore);
    }
}
