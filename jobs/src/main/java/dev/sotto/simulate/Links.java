package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;

/** Links in messages: clicked, and where they lead out of the app, left and returned. */
final class Links {
    private static final List<String> ELSEWHERE = List.of("instagram", "youtube", "web");

    private Links() {}

    /** Click a message's link; previews are not an off-platform campaign, those of a preview campaign are. */
    static long clicked(Talk talk, World.Campaign campaign, Message message, long readAt) {
        Dice dice = talk.dice;
        long at = readAt + dice.seconds(4, 600);
        boolean isOff = campaign.scenario().equals("exclusive_preview") || dice.chance(0.5);
        String target = isOff ? dice.pick(ELSEWHERE) : talk.contact.platform;
        talk.byContact(EventType.LINK_CLICKED, at, campaign)
                .with(EventField.MESSAGE_ID, message.id())
                .with(EventField.HOST, host(talk, isOff, target))
                .with(EventField.OFF_PLATFORM, isOff)
                .with(EventField.TARGET_PLATFORM, target);
        if (isOff && talk.contact.isOnTiktok() && dice.chance(0.4)) {
            talk.byContact(EventType.APP_LEFT, at + 300, null).with(EventField.TARGET_PLATFORM, target);
            if (dice.chance(0.75)) {
                talk.byContact(EventType.APP_RETURNED, at + dice.minutes(6, 1), null)
                        .with(EventField.TARGET_PLATFORM, target);
            }
        }
        return at;
    }

    private static String host(Talk talk, boolean isOff, String target) {
        if (!isOff) {
            return "www." + target + ".com";
        }
        return target.equals("web") ? "www." + talk.contact.brand.id() + ".example" : "www." + target + ".com";
    }
}
