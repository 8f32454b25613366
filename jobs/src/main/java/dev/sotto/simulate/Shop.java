package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;

/** Orders, refunds and redeemed codes: what the shop's own feed tells. */
final class Shop {
    private Shop() {}

    static void order(Talk talk, long at) {
        Dice dice = talk.dice;
        World.Brand brand = talk.contact.brand;
        String order = "o" + talk.stage.id();
        long amount = (long) dice.around(brand.orderMinor(), 0.5);
        talk.lastOrderAt = Math.max(talk.lastOrderAt, at);
        talk.inShop(EventType.ORDER_PURCHASED, at)
                .with(EventField.ORDER_ID, order)
                .with(EventField.AMOUNT_MINOR, amount)
                .with(EventField.CURRENCY, brand.currency());
        if (dice.chance(talk.habits.refunded())) {
            talk.inShop(EventType.ORDER_REFUNDED, at + dice.minutes(9 * 1440, 0.6))
                    .with(EventField.ORDER_ID, order)
                    .with(EventField.AMOUNT_MINOR, dice.chance(0.7) ? amount : amount / 2)
                    .with(EventField.CURRENCY, brand.currency());
        }
    }

    static void redeem(Talk talk, World.Campaign campaign, String code, long at) {
        redeemed(talk, campaign, code, at);
        order(talk, at + 1500);
    }

    /** Somebody whom the brand never wrote to redeems a code that was given to a contact. */
    static void leak(Talk talk, World.Campaign campaign, String code, long at) {
        Person friend = new Person("f-" + talk.stage.id(), "contact", "unknown", "unknown", null);
        redeemed(talk, campaign, code, at).with(EventField.ACTOR, friend);
    }

    private static SimulatedEvent redeemed(Talk talk, World.Campaign campaign, String code, long at) {
        return talk.inShop(EventType.PROMO_REDEEMED, at)
                .with(EventField.CAMPAIGN_ID, campaign.id())
                .with(EventField.SCENARIO, campaign.scenario())
                .with(EventField.CODE, code);
    }
}
