package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The one-to-one thread of a contact and its brand: everything that happens in it passes through here. */
final class Talk {
    final Stage stage;
    final Contact contact;
    final Dice dice;
    final World.Habits habits;
    final Effects effects;

    /** A message was accepted: media may follow, and the first-contact rule is over. */
    boolean isOpen;

    /** No touch may begin before this moment, so that a first contact is not overtaken. */
    long busyUntil;

    /** The contact has written. */
    boolean hasWritten;

    /** The contact blocked the brand: nothing more happens. */
    boolean isOver;

    /** Its last order, 0 while there is none. */
    long lastOrderAt;

    /** It was invited to become an ambassador. */
    boolean isOnboarded;

    /** The kind of the first accepted message. */
    String openedWith = "";

    /** The brand met the first-contact rule here. */
    boolean wasBlocked;

    /** How many reminders the contact was shown. */
    int reminders;

    /** A personal message reached it after a purchase. */
    boolean isThanked;

    /** Nobody answered what it asked last. */
    boolean isUnanswered;

    private @Nullable String template;
    private @Nullable Boolean isToBeThanked;
    private @Nullable String experiment;
    private @Nullable String variant;
    private @Nullable String ticket;
    private @Nullable String ticketTier;
    private @Nullable Boolean isHeldOut;
    private @Nullable String arm;

    Talk(Stage stage, Contact contact) {
        this.stage = stage;
        this.contact = contact;
        this.dice = contact.dice;
        this.habits = stage.world.habits();
        this.effects = stage.world.effects();
    }

    /** Whether a campaign leaves the contact out on purpose; drawn once, when the campaign first would write. */
    boolean isHeldOut(World.Campaign campaign, long at) {
        if (isHeldOut == null) {
            isHeldOut = dice.chance(campaign.holdout());
            String drawn = isHeldOut ? "holdout" : "messages";
            EventType type = isHeldOut ? EventType.HOLDOUT_ASSIGNED : EventType.EXPERIMENT_EXPOSED;
            byAgent(type, at - 2000, campaign)
                    .with(EventField.EXPERIMENT_ID, campaign.id())
                    .with(EventField.VARIANT, drawn);
        }
        return isHeldOut;
    }

    /** The contact's arm of an experiment; drawn once, when it is first exposed. */
    String arm(World.Campaign campaign, World.Experiment experiment, long at) {
        if (arm == null) {
            arm = dice.pick(experiment.arms());
            byAgent(EventType.EXPERIMENT_EXPOSED, at - 2000, campaign)
                    .with(EventField.EXPERIMENT_ID, experiment.id())
                    .with(EventField.VARIANT, arm);
        }
        return arm;
    }

    /** Whether the brand writes to it after a purchase; drawn once, by lot unless the world tilts it. */
    boolean isToBeThanked() {
        if (isToBeThanked == null) {
            double tilt = StrictMath.pow(contact.engagement, effects.thanksTilt());
            isToBeThanked = dice.chance(effects.thanksShare() * tilt);
        }
        return isToBeThanked;
    }

    /** Book a lot of an effect; test actors are in no book. */
    void book(
            Effect effect,
            World.@Nullable Campaign campaign,
            String arm,
            double chance,
            double without,
            boolean isHit) {
        if (!contact.isTest) {
            stage.ledger.lot(effect, campaign == null ? null : campaign.id(), arm, chance, without, isHit);
        }
    }

    /** What the brand's messages are made from, from now on; null for none. */
    void byTemplate(@Nullable String templateId) {
        template = templateId;
    }

    void inExperiment(@Nullable String experimentId, @Nullable String arm) {
        experiment = experimentId;
        variant = arm;
    }

    void inTicket(@Nullable String ticketId, @Nullable String tier) {
        ticket = ticketId;
        ticketTier = tier;
    }

    SimulatedEvent byContact(EventType type, long at, World.@Nullable Campaign campaign) {
        return between(type, at, contact.person, contact.agent, campaign);
    }

    SimulatedEvent byAgent(EventType type, long at, World.@Nullable Campaign campaign) {
        return between(type, at, contact.agent, contact.person, campaign);
    }

    /** What the contact does in the shop, beside the thread. */
    SimulatedEvent inShop(EventType type, long at) {
        return envelope(stage.event(type, at, ZoneOffset.UTC, "shop", "web"), null)
                .with(EventField.ACTOR, contact.person)
                .with(EventField.COUNTERPART, contact.house.account);
    }

    private SimulatedEvent between(
            EventType type, long at, Person actor, Person counterpart, World.@Nullable Campaign campaign) {
        ZoneId zone = contact.zone;
        return envelope(stage.event(type, at, zone, contact.source(), contact.platform), campaign)
                .with(EventField.THREAD_ID, contact.threadId())
                .with(EventField.CONVERSATION_KIND, "one_to_one")
                .with(EventField.ACTOR, actor)
                .with(EventField.COUNTERPART, counterpart);
    }

    private SimulatedEvent envelope(SimulatedEvent event, World.@Nullable Campaign campaign) {
        event.with(EventField.REGION, contact.region)
                .with(EventField.BRAND_ID, contact.brand.id())
                .with(EventField.EXPERIMENT_ID, experiment)
                .with(EventField.VARIANT, variant);
        if (campaign != null) {
            event.with(EventField.CAMPAIGN_ID, campaign.id()).with(EventField.SCENARIO, campaign.scenario());
        }
        if (contact.isTest) {
            event.with(EventField.IS_TEST, true);
        }
        return event;
    }

    /** A message of the agent, with what goes before it. */
    Message outbound(long at, Piece piece, World.@Nullable Campaign campaign) {
        Piece sent = limited(piece);
        String compose = Composing.before(this, contact.agent, at, sent);
        SimulatedEvent event = byAgent(EventType.MESSAGE_SENT, at, campaign).with(EventField.TEMPLATE_ID, template);
        Message message = said(event, at, sent, compose);
        MediaFilter.ofRecipient(this, message, campaign);
        return message;
    }

    /** A message of the contact; null where the reminder or the filter kept it from being sent. */
    @Nullable
    Message inbound(long at, Piece piece, World.@Nullable Campaign campaign) {
        Piece sent = limited(contact.able(piece, at));
        String compose = Composing.before(this, contact.person, at, sent);
        if (Composing.isGivenUp(this, at, sent, compose)) {
            return null;
        }
        String id = "m" + stage.id();
        if (MediaFilter.isStopped(this, id, at, sent, campaign)) {
            return null;
        }
        World.Campaign told = campaign != null && dice.chance(habits.replyWithoutCampaign()) ? null : campaign;
        hasWritten = true;
        Message message = new Message(id, at, sent);
        write(byContact(EventType.MESSAGE_SENT, at, told), message, compose);
        MediaFilter.ofBrand(this, message, campaign);
        return message;
    }

    /** A machine's message to the contact. */
    Message automatic(long at) {
        SimulatedEvent event = between(EventType.MESSAGE_SENT, at, contact.house.bot, contact.person, null)
                .with(EventField.IS_AUTOMATIC, true)
                .with(EventField.TEMPLATE_ID, contact.brand.id() + "-welcome");
        return said(event, at, Piece.text(dice), null);
    }

    private Message said(SimulatedEvent event, long at, Piece piece, @Nullable String compose) {
        Message message = new Message("m" + stage.id(), at, piece);
        write(event, message, compose);
        return message;
    }

    private void write(SimulatedEvent event, Message message, @Nullable String compose) {
        if (!isOpen) {
            isOpen = true;
            openedWith = message.piece().kind();
        }
        busyUntil = Math.max(busyUntil, message.at() + Calendar.MINUTE);
        message.piece().onto(event, contact.platform);
        event.with(EventField.MESSAGE_ID, message.id()).with(EventField.COMPOSE_ID, compose);
        event.with(EventField.TICKET_ID, ticket).with(EventField.TIER, ticketTier);
    }

    /** A few voice notes and packs are accepted although they are too long or too large: an observed fact beats a rule. */
    private Piece limited(Piece piece) {
        boolean canBeOver = contact.isOnTiktok() && (piece.isMedia() || piece.isVoice());
        return canBeOver && dice.chance(stage.world.dirt().overLimit()) ? piece.overLimit(dice) : piece;
    }

    /** Whether the first-contact rule stands against media here. */
    boolean mustOpen() {
        return !isOpen && contact.isOnTiktok();
    }
}
