package dev.sotto.bench;

import dev.sotto.config.Workspace;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.Funnel;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.RetentionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The funnels and retentions of a workspace as tables of the peer, and as queries in variables the events that they ask for.
 *
 * <p>It knows funnels in order of up to four steps, with what must not happen from the first of them on, and those of any
 * order; none that are strict, or hold a property constant.
 */
final class PlanDeclarations {
    private static final int MOST_STEPS = 4;
    private static final String PLACE =
            "counted.brand_id, hash(counted.contact_id) AS contact," + " ms_of(counted.occurred_at) AS at_ms";

    /** Nothing but contacts' own, as stories see them. */
    private static final String IS_THEIRS = "counted.brand_id IS NOT NULL AND counted.contact_id IS NOT NULL"
            + " AND (coalesce(counted.actor_role IN ('contact', 'partner'), FALSE)"
            + " OR coalesce(counted.counterpart_role IN ('contact', 'partner'), FALSE)"
            + " OR counted.event_type NOT IN ('experiment.exposed', 'holdout.assigned', 'link.clicked', 'order.purchased',"
            + " 'promo.issued', 'promo.redeemed'))"
            + " AND (counted.event_type <> 'link.clicked'"
            + " OR hash(counted.source, counted.event_id) IN (SELECT click FROM opened))";

    private PlanDeclarations() {}

    /** Statements that make them. */
    static List<String> statements(Workspace workspace) {
        List<FunnelPlan> funnels =
                workspace.funnels().stream().filter(PlanDeclarations::isKnown).toList();
        List<String> statements = new ArrayList<>();
        statements.addAll(Declarations.table(
                "funnels",
                "funnel VARCHAR, steps INTEGER, window_ms BIGINT, is_ordered BOOLEAN, is_third_first BOOLEAN,"
                        + " is_of_first_entry BOOLEAN, is_person_excluded BOOLEAN",
                funnels.stream().map(PlanDeclarations::funnel).toList()));
        statements.addAll(Declarations.table(
                "funnel_exclusions",
                "funnel VARCHAR, step INTEGER, before_step INTEGER",
                funnels.stream().flatMap(plan -> exclusions(plan).stream()).toList()));
        statements.addAll(Declarations.table(
                "retention_spans",
                "retention VARCHAR, span VARCHAR, first BIGINT, last BIGINT, start_event VARCHAR, return_event VARCHAR",
                workspace.retentionPlans().stream()
                        .flatMap(plan -> spans(plan).stream())
                        .toList()));
        statements.add(query(
                "funnel_marks",
                "SELECT NULL::VARCHAR AS funnel, NULL::VARCHAR AS brand_id, NULL::UBIGINT AS contact, NULL::BIGINT AS at_ms,"
                        + " NULL::INTEGER AS step",
                funnels.stream().flatMap(plan -> steps(plan).stream()).toList()));
        statements.add(query(
                "retention_marks",
                "SELECT NULL::VARCHAR AS retention, NULL::VARCHAR AS unit, FALSE AS is_calendar, FALSE AS is_first,"
                        + " NULL::VARCHAR AS brand_id, NULL::UBIGINT AS contact, NULL::BIGINT AS at_ms, NULL::VARCHAR AS source,"
                        + " NULL::BIGINT AS source_sequence, NULL::VARCHAR AS type, NULL::VARCHAR AS event_id,"
                        + " FALSE AS is_start, FALSE AS is_return",
                workspace.retentionPlans().stream().map(PlanDeclarations::marks).toList()));
        return statements;
    }

    /** Whether the peer can match it. */
    static boolean isKnown(FunnelPlan plan) {
        Funnel matching = plan.matching();
        return matching.steps() <= MOST_STEPS
                && matching.order() != Funnel.Order.STRICT
                && !matching.isHeldConstant()
                && (plan.exclusions().isEmpty() || matching.order() == Funnel.Order.ORDERED)
                && matching.exclusions().stream().allMatch(exclusion -> exclusion.afterStep() == 1)
                && plan.exclusions().stream()
                        .noneMatch(excluded -> plan.steps().stream().anyMatch(step -> step.type() == excluded.type()));
    }

    private static String query(String name, String nothing, List<String> selects) {
        String sql = nothing + " WHERE FALSE"
                + selects.stream().map(select -> " UNION ALL BY NAME " + select).collect(Collectors.joining());
        return "SET VARIABLE " + name + " = " + Peer.quoted(sql);
    }

    private static String funnel(FunnelPlan plan) {
        List<EventCondition> steps = plan.steps();
        boolean isThirdFirst = steps.size() > 2
                && steps.get(0).type() == steps.get(2).type()
                && steps.get(0).where().equals(steps.get(2).where());
        return Declarations.row(
                Peer.quoted(plan.id()),
                Integer.toString(steps.size()),
                Long.toString(plan.matching().windowMs()),
                Boolean.toString(plan.matching().order() == Funnel.Order.ORDERED),
                Boolean.toString(isThirdFirst),
                Boolean.toString(plan.matching().entry() == Funnel.Entry.FIRST_ENTRY),
                Boolean.toString(plan.matching().exclusionMode() == Funnel.ExclusionMode.EXCLUDE_PERSON));
    }

    /** As steps below the first, down from 0. */
    private static List<String> exclusions(FunnelPlan plan) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < plan.exclusions().size(); i++) {
            rows.add(Declarations.row(
                    Peer.quoted(plan.id()),
                    Integer.toString(-i),
                    Integer.toString(plan.matching().exclusions().get(i).beforeStep())));
        }
        return rows;
    }

    private static List<String> steps(FunnelPlan plan) {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            selects.add(mark(plan, i + 1, plan.steps().get(i)));
        }
        for (int i = 0; i < plan.exclusions().size(); i++) {
            selects.add(mark(plan, -i, plan.exclusions().get(i)));
        }
        return selects;
    }

    private static String mark(FunnelPlan plan, int step, EventCondition condition) {
        return "SELECT " + Peer.quoted(plan.id()) + " AS funnel, " + PLACE + ", " + step
                + " AS step FROM counted WHERE " + IS_THEIRS + isOf(plan.brandIds()) + " AND " + holds(condition);
    }

    private static List<String> spans(RetentionPlan plan) {
        return plan.spans().stream()
                .map(span -> Declarations.row(
                        Peer.quoted(plan.id()),
                        Peer.quoted(span.word()),
                        Integer.toString(span.from()),
                        Integer.toString(span.through()),
                        Peer.quoted(plan.start().type().dotted()),
                        Peer.quoted(plan.comeback().type().dotted())))
                .toList();
    }

    private static String marks(RetentionPlan plan) {
        return "SELECT " + Peer.quoted(plan.id()) + " AS retention, "
                + Peer.quoted(plan.unit().name().toLowerCase(Locale.ROOT)) + " AS unit, "
                + (plan.clock() == RetentionPlan.Clock.CALENDAR) + " AS is_calendar, "
                + (plan.cohorts() == RetentionPlan.Cohorts.FIRST) + " AS is_first, " + PLACE
                + ", counted.source, counted.source_sequence, counted.event_type AS type, counted.event_id, "
                + holds(plan.start()) + " AS is_start, " + holds(plan.comeback())
                + " AS is_return FROM counted WHERE " + IS_THEIRS + isOf(plan.brandIds()) + " AND ("
                + holds(plan.start()) + " OR " + holds(plan.comeback()) + ")";
    }

    private static String isOf(List<String> brands) {
        return brands.isEmpty() ? "" : " AND list_contains(" + Peer.list(brands) + ", counted.brand_id)";
    }

    private static String holds(EventCondition condition) {
        return "(counted.event_type = " + Peer.quoted(condition.type().dotted())
                + condition.where().entrySet().stream()
                        .map(asked -> " AND coalesce(list_contains(" + Peer.list(asked.getValue()) + ", CAST(counted."
                                + asked.getKey() + " AS VARCHAR)), FALSE)")
                        .collect(Collectors.joining())
                + ")";
    }
}
