package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a simulated world, counted from what happened in it, never from the log that was written of it.
 *
 * <p>The definitions are those of the metrics' documentation, said a second time and on purpose in another way than the
 * product says them: neighbourhood by neighbourhood, over lists, with nothing shared.
 */
final class Truth {
    private static final Comparator<SimulatedEvent> ORDER = Comparator.comparingLong((SimulatedEvent event) -> event.at)
            .thenComparing(event -> event.type)
            .thenComparing(event -> String.valueOf(event.text(EventField.EVENT_ID)));

    private final TruthRows rows;
    private final EffectLedger ledger = new EffectLedger();
    private final MessageTruth messages;
    private final JourneyTruth journeys;
    private final ConversationTruth conversations;
    private final PairTruth pairs;
    private final SafetyTruth safety;
    private final ReceiptTruth receipts;
    private final MediaTruth media;
    private final WorkTruth work;

    Truth(World world, Calendar calendar) {
        rows = new TruthRows(world, calendar);
        messages = new MessageTruth(rows);
        journeys = new JourneyTruth(rows, world);
        conversations = new ConversationTruth(rows);
        pairs = new PairTruth(rows);
        safety = new SafetyTruth(rows);
        receipts = new ReceiptTruth(rows);
        media = new MediaTruth(rows);
        work = new WorkTruth(rows);
    }

    Map<TruthKey, TruthRows.Cell> cells() {
        return rows.cells();
    }

    /** The books of the effects, which the world keeps while it happens. */
    EffectLedger ledger() {
        return ledger;
    }

    /** Add what another has counted of other neighbourhoods. */
    void add(Truth other) {
        rows.add(other.rows);
        ledger.add(other.ledger);
    }

    /** Take all events of a neighbourhood. */
    void add(List<SimulatedEvent> events) {
        safety.denials(events);
        List<SimulatedEvent> counted = counted(events);
        messages.add(counted);
        journeys.add(counted);
        conversations.add(counted);
        pairs.add(counted);
        safety.add(counted);
        receipts.add(counted);
        media.add(counted);
        work.add(counted);
    }

    /** Without test actors, persons under 16 and confirmed spammers, in total order. */
    private static List<SimulatedEvent> counted(List<SimulatedEvent> events) {
        Set<String> spammers = new HashSet<>();
        for (SimulatedEvent event : events) {
            Person confirmed = event.counterpart();
            if (event.type == EventType.PERSON_CONFIRMED_SPAM && confirmed != null) {
                spammers.add(confirmed.id());
            }
        }
        List<SimulatedEvent> counted = new ArrayList<>(events.size());
        for (SimulatedEvent event : events) {
            Person actor = event.actor();
            boolean isOfSpammer = actor != null && spammers.contains(actor.id());
            if (!event.is(EventField.IS_TEST) && !isOfSpammer && !isUnder16(actor) && !isUnder16(event.counterpart())) {
                counted.add(event);
            }
        }
        counted.sort(ORDER);
        return counted;
    }

    private static boolean isUnder16(@Nullable Person person) {
        return person != null && "under_16".equals(person.ageBand());
    }

    /** A message that counts: not a notice of the platform. */
    static boolean isMessage(SimulatedEvent event) {
        return event.type == EventType.MESSAGE_SENT && !"system".equals(event.text(EventField.KIND));
    }

    static boolean isByContact(SimulatedEvent event) {
        Person actor = event.actor();
        return actor != null && actor.isContact();
    }

    /** A message of somebody of the brand, no machine, to a contact. */
    static boolean isOutbound(SimulatedEvent event) {
        Person actor = event.actor();
        Person counterpart = event.counterpart();
        return isMessage(event)
                && actor != null
                && actor.isBrandHuman()
                && counterpart != null
                && counterpart.isContact();
    }

    static boolean isOneToOne(SimulatedEvent event) {
        return "one_to_one".equals(event.text(EventField.CONVERSATION_KIND));
    }
}
