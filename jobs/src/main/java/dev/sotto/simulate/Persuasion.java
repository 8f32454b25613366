package dev.sotto.simulate;

import java.util.ArrayList;
import java.util.List;

/** What bears on whether a touch of a campaign is replied to: the contact, the week, and each effect with its factor. */
final class Persuasion {
    /** An effect in one of its arms. */
    private record Bearing(Effect effect, String arm, double factor) {}

    private final Talk talk;
    private final World.Campaign campaign;
    private final double base;
    private final List<Bearing> bearings = new ArrayList<>();

    Persuasion(Talk talk, World.Campaign campaign, long at, List<Piece> pieces, String template) {
        this.talk = talk;
        this.campaign = campaign;
        World.Story story = talk.contact.brand.story();
        double week = World.Story.of(story.reply(), talk.stage.calendar.weekOf(at));
        base = campaign.reply() * talk.contact.engagement * week;
        Effects effects = talk.effects;
        voice(effects, pieces);
        if (talk.openedWith.equals("platform_share")) {
            bears(Effect.OPENER_REPLY, talk.openedWith, effects.shareOpenerReply());
        } else if (talk.openedWith.equals("text")) {
            bears(Effect.OPENER_REPLY, talk.openedWith, 1);
        }
        bears(
                Effect.BLOCK_REPLY,
                talk.wasBlocked ? "blocked" : Effect.BLOCK_REPLY.control(),
                talk.wasBlocked ? effects.blockReply() : 1);
        bears(Effect.SIGNATURE_REPLY, template, template.equals("b") ? effects.signatureReply() : 1);
    }

    private void voice(Effects effects, List<Piece> pieces) {
        Piece voice = pieces.stream().filter(Piece::isVoice).findFirst().orElse(null);
        if (voice == null) {
            bears(Effect.VOICE_REPLY, Effect.VOICE_REPLY.control(), 1);
        } else {
            int dose = effects.dose(voice);
            bears(Effect.VOICE_REPLY, "voice_from_" + dose + "_s", effects.voiceReply(dose));
        }
    }

    private void bears(Effect effect, String arm, double factor) {
        bearings.add(new Bearing(effect, arm, factor));
    }

    /** Draw the lot, and book it for each effect. */
    boolean isReplied() {
        double share = base;
        for (Bearing bearing : bearings) {
            share *= bearing.factor();
        }
        double chance = Math.min(Exchange.MOST, share);
        boolean isReplied = talk.dice.chance(chance);
        for (Bearing bearing : bearings) {
            double without = Math.min(Exchange.MOST, share / bearing.factor());
            talk.book(bearing.effect(), campaign, bearing.arm(), chance, without, isReplied);
        }
        return isReplied;
    }
}
