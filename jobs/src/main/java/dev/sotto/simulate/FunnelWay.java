package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way through a scenario: its steps, and how long they may take; which come in any order or one after the other. */
record FunnelWay(String scenario, int days, boolean isInOrder, List<Step> steps) {
    static final List<FunnelWay> ALL = List.of(
            new FunnelWay(
                    "ambassador_onboarding",
                    14,
                    true,
                    List.of(
                            is(EventType.AMBASSADOR_INVITED),
                            is(EventType.AMBASSADOR_STEP_DONE),
                            is(EventType.AMBASSADOR_ACTIVATED))),
            new FunnelWay(
                    "contest",
                    14,
                    true,
                    List.of(
                            inbound().kind("text"),
                            is(EventType.CONTEST_ENTERED),
                            is(EventType.CONTEST_DECIDED).with(EventField.DECISION, "accepted"))),
            new FunnelWay(
                    "creative_review",
                    30,
                    true,
                    List.of(
                            is(EventType.MESSAGE_SENT).kind("media_pack"),
                            is(EventType.APPROVAL_DECIDED).with(EventField.DECISION, "approved"),
                            is(EventType.CONTRACT_SIGNED))),
            new FunnelWay(
                    "exclusive_preview",
                    30,
                    false,
                    List.of(is(EventType.PROMO_ISSUED), is(EventType.LINK_CLICKED), is(EventType.PROMO_REDEEMED))),
            new FunnelWay(
                    "loyalty",
                    90,
                    true,
                    List.of(
                            is(EventType.ORDER_PURCHASED),
                            outbound().with(EventField.PERSONALISED, true),
                            is(EventType.ORDER_PURCHASED))),
            new FunnelWay(
                    "micro_campaign",
                    7,
                    true,
                    List.of(
                            outbound().kind("media_pack"),
                            outbound().kind("voice_note"),
                            inbound(),
                            is(EventType.LINK_CLICKED))),
            new FunnelWay(
                    "product_launch",
                    14,
                    true,
                    List.of(
                            outbound().kind("media_pack"),
                            outbound().kind("voice_note"),
                            inbound(),
                            is(EventType.ORDER_PURCHASED))),
            new FunnelWay("vip_service", 7, true, List.of(inbound(), outbound(), is(EventType.TICKET_RESOLVED))));

    private static Step is(EventType type) {
        return new Step(type, Side.ANYBODY, null, "");
    }

    private static Step inbound() {
        return new Step(EventType.MESSAGE_SENT, Side.CONTACT, null, "");
    }

    private static Step outbound() {
        return new Step(EventType.MESSAGE_SENT, Side.BRAND, null, "");
    }

    /** Who has to have done something. */
    private enum Side {
        ANYBODY,
        CONTACT,
        BRAND
    }

    /** Something that is a step of a way; where a field is named, it has to have the value. */
    record Step(EventType type, Side side, @Nullable EventField field, Object value) {
        boolean test(SimulatedEvent event) {
            return event.type == type && isOfSide(event) && (field == null || value.equals(event.value(field)));
        }

        private boolean isOfSide(SimulatedEvent event) {
            Person actor = event.actor();
            return switch (side) {
                case ANYBODY -> true;
                case CONTACT -> event.isByContact();
                case BRAND -> actor != null && actor.isBrandHuman();
            };
        }

        Step with(EventField itsField, Object itsValue) {
            return new Step(type, side, itsField, itsValue);
        }

        Step kind(String kind) {
            return with(EventField.KIND, kind);
        }
    }
}
