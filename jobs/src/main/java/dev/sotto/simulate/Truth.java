package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    /** The total order of what happened. */
    static final Comparator<SimulatedEvent> ORDER = Comparator.comparingLong((SimulatedEvent event) -> event.at)
            .thenComparing(event -> event.type)
            .thenComparing(event -> String.valueOf(event.text(EventField.EVENT_ID)));

    private static final Set<EventType> MESSAGES = Set.of(EventType.MESSAGE_SENT);

    /** Of a neighbourhood's events; what is left of a long holds milliseconds until the year 2109. */
    private static final int INDEX_BITS = 21;

    private final TruthRows rows;
    private final EffectLedger ledger = new EffectLedger();
    private final MessageTruth messages;
    private final JourneyTruth journeys;
    private final ConversationTruth conversations;
    private final PairTruth pairs;
    private final SafetyTruth safety;
    private final ReceiptTruth receipts;
    private final MediaTruth media;
    private final AnswerTruth answers;
    private final WorkTruth work;
    private final OnboardingTruth onboarding;
    private final OriginTruth origins;
    private final PolicyTruth policy;
    private final RoomTruth rooms;
    private final HabitTruth habits;
    private final ExperimentTruth experiments;
    private final TicketTruth tickets;
    private final FunnelTruth funnels;
    private final AdoptionTruth adoption;
    private final TrustTruth trust;
    private final SpendingTruth spending;
    private final ReturnTruth returns;
    private final RepeatTruth repeats;
    private final ByType byType = new ByType();

    Truth(World world, Calendar calendar) {
        rows = new TruthRows(world, calendar);
        messages = new MessageTruth(rows);
        journeys = new JourneyTruth(rows, world);
        OpeningHours hours = new OpeningHours(world, calendar);
        conversations = new ConversationTruth(rows, hours);
        policy = new PolicyTruth(rows, world);
        pairs = new PairTruth(rows, policy);
        rooms = new RoomTruth(rows, policy);
        safety = new SafetyTruth(rows);
        receipts = new ReceiptTruth(rows);
        media = new MediaTruth(rows);
        answers = new AnswerTruth(rows);
        work = new WorkTruth(rows, hours);
        onboarding = new OnboardingTruth(rows);
        origins = new OriginTruth(rows);
        habits = new HabitTruth(rows);
        experiments = new ExperimentTruth(world, rows.watermark());
        tickets = new TicketTruth(rows);
        funnels = new FunnelTruth(rows, world);
        adoption = new AdoptionTruth(rows);
        trust = new TrustTruth(rows);
        returns = new ReturnTruth(rows);
        repeats = new RepeatTruth(rows);
        spending = new SpendingTruth(world, calendar, rows.watermark());
    }

    Map<TruthKey, TruthCell> cells() {
        Map<TruthKey, TruthCell> cells = new DerivedTruth(rows).cells();
        adoption.resolve(cells);
        journeys.chains().collect(cells);
        experiments.collect(rows, cells);
        spending.collect(cells);
        return cells;
    }

    /** Where a metric stands that has one value only. */
    TruthKey everAndEverywhere(String metric) {
        return new TruthKey(metric, rows.scopes(null).get(0), "lifetime", 0, null, null);
    }

    ExperimentTruth experiments() {
        return experiments;
    }

    /** The books of the effects, which the world keeps while it happens. */
    EffectLedger ledger() {
        return ledger;
    }

    /** Add what another has counted of other neighbourhoods; the other begins anew. */
    void take(Truth other) {
        rows.take(other.rows);
        ledger.take(other.ledger);
        experiments.take(other.experiments);
        adoption.add(other.adoption);
        journeys.chains().take(other.journeys.chains());
    }

    /** Take all events of a neighbourhood. */
    void add(List<SimulatedEvent> events) {
        List<SimulatedEvent> counted = counted(events);
        byType.take(counted);
        Collection<Past> lives = byContact(counted).values();
        Map<String, List<Conversation>> threads = Conversation.of(byType.of(Conversation.TYPES));
        messages.add(byType.of(MESSAGES), lives);
        journeys.add(lives);
        conversations.add(threads);
        answers.add(byType.of(AnswerTruth.TYPES), threads);
        tickets.add(byType.of(TicketTruth.TYPES), threads);
        pairs.add(byType.of(PairTruth.TYPES));
        safety.add(byType.of(SafetyTruth.TYPES));
        receipts.add(byType.of(ReceiptTruth.TYPES));
        media.add(byType.of(MESSAGES));
        work.add(byType.of(WorkTruth.TYPES));
        onboarding.add(byType.of(OnboardingTruth.TYPES));
        origins.add(byType.of(OriginTruth.TYPES), threads);
        policy.add(byType.of(PolicyTruth.TYPES));
        rooms.add(byType.of(RoomTruth.TYPES));
        habits.add(byType.of(HabitTruth.TYPES), lives);
        adoption.add(lives);
        trust.add(byType.of(TrustTruth.TYPES), lives);
        returns.add(byType.of(ReturnTruth.TYPES), lives);
        lives.forEach(repeats::add);
        lives.forEach(funnels::add);
        lives.forEach(experiments::add);
    }

    /** Without test actors, persons under 16 and confirmed spammers, in total order; of children the policy is told. */
    private List<SimulatedEvent> counted(List<SimulatedEvent> events) {
        Set<String> spammers = new HashSet<>();
        for (SimulatedEvent event : events) {
            Person confirmed = event.type == EventType.PERSON_CONFIRMED_SPAM ? event.counterpart() : null;
            if (confirmed != null) {
                spammers.add(confirmed.id());
            }
        }
        List<SimulatedEvent> counted = new ArrayList<>(events.size());
        for (SimulatedEvent event : events) {
            if (event.is(EventField.IS_TEST)) {
                continue;
            }
            Person actor = event.actor();
            boolean isOfSpammer = actor != null && !spammers.isEmpty() && spammers.contains(actor.id());
            if (isUnder16(actor) || isUnder16(event.counterpart())) {
                policy.child(event);
            } else if (!isOfSpammer) {
                counted.add(event);
            }
        }
        return inOrder(counted);
    }

    /** Whole numbers are sorted, time and place, rather than events; those of one moment then among themselves. */
    private static List<SimulatedEvent> inOrder(List<SimulatedEvent> events) {
        long[] places = new long[events.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = events.get(i).at << INDEX_BITS | i;
        }
        Arrays.sort(places);
        List<SimulatedEvent> sorted = new ArrayList<>(places.length);
        int begin = 0;
        for (int i = 0; i < places.length; i++) {
            sorted.add(events.get((int) (places[i] & ((1 << INDEX_BITS) - 1))));
            if (i + 1 == places.length || places[i + 1] >> INDEX_BITS != places[i] >> INDEX_BITS) {
                if (i > begin) {
                    sorted.subList(begin, i + 1).sort(ORDER);
                }
                begin = i + 1;
            }
        }
        return sorted;
    }

    /** What each of those outside the brand did, and what was done to it. */
    private Map<String, Past> byContact(List<SimulatedEvent> events) {
        Map<String, Past> lives = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            Person actor = event.actor();
            Person contact = actor != null && actor.isContact() ? actor : event.counterpart();
            if (contact != null && contact.isContact()) {
                Past past = lives.get(contact.id());
                if (past == null) {
                    past = new Past();
                    lives.put(contact.id(), past);
                }
                past.add(event, rows);
            }
        }
        return lives;
    }

    static boolean isUnder16(@Nullable Person person) {
        return person != null && "under_16".equals(person.ageBand());
    }
}
