package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The repeatable plans of campaigns, each as a brand plays it with one contact. */
final class Scenario {
    private Scenario() {}

    /** Play a touch of a campaign at about a moment. */
    static void play(Talk talk, World.Campaign campaign, long at) {
        switch (campaign.scenario()) {
            case "product_launch" -> launch(talk, campaign, at);
            case "loyalty" -> loyalty(talk, campaign, at);
            case "micro_campaign" -> microCampaign(talk, campaign, at);
            case "exclusive_preview" -> preview(talk, campaign, at);
            case "vip_service" -> vip(talk, campaign, at);
            case "contest" -> Contest.play(talk, campaign, at);
            case "ambassador_onboarding" -> Onboarding.play(talk, campaign, at);
            case "creative_review" -> CreativeReview.play(talk, campaign, at);
            default -> throw new IllegalArgumentException("no scenario is called " + campaign.scenario());
        }
    }

    /** Whether a campaign has anything to say to a contact now. */
    static boolean isFor(Talk talk, World.Campaign campaign, long at) {
        Contact contact = talk.contact;
        return switch (campaign.scenario()) {
            case "loyalty" ->
                talk.lastOrderAt > 0
                        && talk.lastOrderAt < at
                        && at - talk.lastOrderAt < 21 * Calendar.DAY
                        && talk.isToBeThanked();
            case "vip_service" -> contact.isVip();
            case "ambassador_onboarding" -> contact.isAmbassador && !talk.isOnboarded;
            case "creative_review" -> contact.isPartner();
            case "contest", "exclusive_preview" -> contact.isOnTiktok() && !contact.isPartner();
            default -> !contact.isPartner();
        };
    }

    private static void launch(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        if (campaign.holdout() > 0 && talk.contact.isOnTiktok() && talk.isHeldOut(campaign, at)) {
            return;
        }
        List<Piece> pieces =
                List.of(Piece.pack(dice).purpose("promo"), Piece.voice(dice).purpose("explain"));
        Exchange exchange = Exchange.of(talk, campaign, at, pieces);
        buys(talk, campaign, exchange, null);
    }

    private static void loyalty(Talk talk, World.Campaign campaign, long at) {
        Piece thanks = voiceOrText(talk, campaign);
        Exchange exchange = Exchange.of(
                talk, campaign, at, List.of(thanks.purpose("personal").personalised()));
        talk.isThanked |= exchange != null && exchange.reachedAt() > 0;
        buys(talk, campaign, exchange, null);
    }

    /** Voice or text: by lot, or rather voice for the more engaged where the campaign tilts. */
    private static Piece voiceOrText(Talk talk, World.Campaign campaign) {
        double share = campaign.voiceShare() == null ? 0.5 : campaign.voiceShare();
        double tilt = StrictMath.pow(talk.contact.engagement, campaign.voiceTilt());
        return talk.dice.chance(Math.min(Exchange.MOST, share * tilt)) ? Piece.voice(talk.dice) : Piece.text(talk.dice);
    }

    /** Teaser and explanation, in an order drawn by lot where the campaign is an experiment. */
    private static void microCampaign(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        Piece teaser = Piece.pack(dice, dice.between(1, 3)).purpose("promo");
        Piece explanation = Piece.voice(dice).purpose("explain");
        World.Experiment experiment = campaign.experiment();
        double effect = 1;
        String arm = null;
        boolean isTeaserFirst = true;
        if (experiment != null && talk.contact.isOnTiktok()) {
            arm = talk.arm(campaign, experiment, at);
            isTeaserFirst = !arm.equals(experiment.weakerArm());
            effect = isTeaserFirst ? 1 : experiment.effect();
            talk.inExperiment(experiment.id(), arm);
        }
        List<Piece> pieces = isTeaserFirst ? List.of(teaser, explanation) : List.of(explanation, teaser);
        int gap = dice.pick(List.copyOf(talk.effects.teaserGap().keySet()));
        double gapEffect = talk.effects.teaserGap().getOrDefault(gap, 1.0);
        Exchange exchange = Exchange.of(talk, campaign, at, pieces, gap);
        talk.inExperiment(null, null);
        buys(talk, campaign, exchange, new Exchange.Sequence(arm, effect, gap, gapEffect));
    }

    private static void preview(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        Exchange exchange = Exchange.of(
                talk,
                campaign,
                at,
                List.of(
                        voiceOrText(talk, campaign).purpose("promo"),
                        Piece.share().purpose("promo")));
        if (exchange == null || exchange.reachedAt() == 0) {
            return;
        }
        String code = "V" + talk.stage.id().toUpperCase(Locale.ROOT);
        long issuedAt = exchange.reachedAt() + 900;
        talk.byAgent(EventType.PROMO_ISSUED, issuedAt, campaign)
                .with(EventField.CODE, code)
                .with(EventField.EXPIRES_AT, issuedAt + 14 * Calendar.DAY);
        if (exchange.converts(talk, campaign)) {
            long redeemedAt = exchange.conversionAt(talk);
            Shop.redeem(talk, campaign, code, redeemedAt);
            // A world in which nobody passes codes on draws no lots for it.
            if (talk.habits.leaked() > 0 && dice.chance(talk.habits.leaked())) {
                Shop.leak(talk, campaign, code, redeemedAt + dice.minutes(2000, 0.8));
            }
        }
        exchange.feedback(talk, campaign, 0.35);
    }

    /** A VIP's question about what it got, answered by voice. */
    private static void vip(Talk talk, World.Campaign campaign, long at) {
        Dice dice = talk.dice;
        Exchange exchange = Exchange.of(
                talk, campaign, at, List.of(Piece.text(dice).purpose("personal").personalised()));
        if (exchange == null || exchange.reachedAt() == 0 || !dice.chance(0.6)) {
            return;
        }
        long askedAt = Math.max(exchange.endedAt(), exchange.reachedAt()) + dice.minutes(200, 1);
        if (talk.inbound(askedAt, Piece.text(dice), campaign) != null) {
            Service.ticket(talk, askedAt, campaign, "vip");
        }
    }

    private static void buys(
            Talk talk, World.Campaign campaign, @Nullable Exchange exchange, Exchange.@Nullable Sequence sequence) {
        if (exchange == null) {
            return;
        }
        if (exchange.converts(talk, campaign, sequence)) {
            Shop.order(talk, exchange.conversionAt(talk));
        }
        exchange.feedback(talk, campaign, 0.1);
    }
}
