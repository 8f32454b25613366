package dev.sotto.bench;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.AgeBand;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a workspace declares beside its log, as tables and variables of the peer. */
record Declarations(Workspace workspace, List<Source> mappedSources, Instant asOf) {

    Declarations {
        mappedSources = List.copyOf(mappedSources);
    }

    /** Statements that make them. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(
                "SET VARIABLE site_zone = " + Peer.quoted(workspace.zone().getId()));
        statements.add("SET VARIABLE as_of = make_timestamptz(" + asOf.toEpochMilli() * 1000 + ")");
        statements.add("SET VARIABLE gap_ms = " + workspace.conversationGap().toMillis());
        statements.add("SET VARIABLE complete_after_ms = " + Source.DEFAULT_COMPLETE_AFTER.toMillis());
        statements.add("SET VARIABLE burn_in_days = " + Source.DEFAULT_BURN_IN_DAYS);
        statements.add("DROP TYPE IF EXISTS event_kind CASCADE");
        statements.add("CREATE TYPE event_kind AS ENUM ("
                + Arrays.stream(EventType.values())
                        .map(type -> Peer.quoted(type.dotted()))
                        .collect(Collectors.joining(", "))
                + ")");
        statements.addAll(table("brands", "brand_id VARCHAR, zone VARCHAR", brands()));
        statements.addAll(table(
                "campaigns",
                "campaign_id VARCHAR, brand_id VARCHAR, conversion_event VARCHAR, conversion_window_ms BIGINT",
                campaigns()));
        statements.addAll(table(
                "sources",
                "source VARCHAR, emits VARCHAR[], complete_after_ms BIGINT, complete_through DATE, burn_in_days INTEGER",
                sources()));
        statements.addAll(table(
                "policies", "platform VARCHAR, valid_from BIGINT, openers VARCHAR[], is_filtered BOOLEAN", policies()));
        statements.addAll(table(
                "catalogue",
                "metric VARCHAR, is_count BOOLEAN, is_valued BOOLEAN, bounds VARCHAR, has_bounds BOOLEAN,"
                        + " flag VARCHAR, has_flags BOOLEAN,"
                        + " needs VARCHAR[], scopes VARCHAR[],"
                        + " periods VARCHAR[], slices VARCHAR[]",
                catalogue()));
        statements.addAll(table("wants", "metric VARCHAR, needs VARCHAR[], scopes VARCHAR[]", wants()));
        statements.addAll(new InboxDeclarations(workspace).statements());
        statements.addAll(TradeDeclarations.statements(workspace));
        statements.addAll(PlanDeclarations.statements(workspace));
        return statements;
    }

    /** Statements that make a table of these rows. */
    static List<String> table(String name, String columns, List<String> rows) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE OR REPLACE TEMP TABLE " + name + " (" + columns + ")");
        if (!rows.isEmpty()) {
            statements.add("INSERT INTO " + name + " VALUES " + String.join(", ", rows));
        }
        return statements;
    }

    private List<String> brands() {
        return workspace.brands().stream()
                .map(brand ->
                        row(Peer.quoted(brand.id()), Peer.quoted(brand.zone().getId())))
                .toList();
    }

    private List<String> campaigns() {
        return workspace.campaigns().stream()
                .map(campaign -> row(
                        Peer.quoted(campaign.id()),
                        Peer.quoted(campaign.brandId()),
                        Peer.quoted(campaign.conversionEvent().dotted()),
                        Long.toString(campaign.conversionWindow().toMillis())))
                .toList();
    }

    /** Those of the workspace go before those of mappings. */
    private List<String> sources() {
        Map<String, Source> declared = new LinkedHashMap<>();
        mappedSources.forEach(source -> declared.put(source.id(), source));
        workspace.sources().forEach(source -> declared.put(source.id(), source));
        return declared.values().stream().map(Declarations::source).toList();
    }

    private static String source(Source source) {
        return row(
                Peer.quoted(source.id()),
                source.emits() == null
                        ? "NULL"
                        : Peer.list(source.emits().stream()
                                .map(EventType::dotted)
                                .sorted()
                                .toList()),
                Long.toString(source.completeAfter().toMillis()),
                source.completeThrough() == null
                        ? "NULL"
                        : Peer.quoted(source.completeThrough().toString()),
                Integer.toString(source.burnInDays()));
    }

    private List<String> policies() {
        return workspace.policies().stream()
                .map(policy -> row(
                        Peer.quoted(policy.platform()),
                        Long.toString(policy.validFrom().toEpochMilli()),
                        Peer.list(policy.openers().stream().sorted().toList()),
                        Boolean.toString(policy.filterDefaultOn().contains(AgeBand.AGE_18_PLUS))))
                .toList();
    }

    /** What every metric needs, those too that the peer does not compute. */
    private static List<String> wants() {
        return Catalogue.shipped().all().stream()
                .map(metric -> row(Peer.quoted(metric.id()), Peer.list(metric.needs()), Peer.list(metric.scopes())))
                .toList();
    }

    private static List<String> catalogue() {
        return Catalogue.shipped().all().stream()
                .filter(metric -> PeerMetrics.METRICS.contains(metric.id()))
                .map(metric -> row(
                        Peer.quoted(metric.id()),
                        Boolean.toString(metric.interval() == Metric.Interval.NONE),
                        Boolean.toString(metric.interval() == Metric.Interval.GIVEN
                                || metric.interval() == Metric.Interval.ORDER_STATISTIC),
                        Peer.quoted(metric.interval().name().toLowerCase(Locale.ROOT)),
                        Boolean.toString(!PeerMetrics.UNBOUNDED.contains(metric.id())),
                        metric.flag() == null ? "NULL" : Peer.quoted(metric.flag()),
                        Boolean.toString(!PeerMetrics.UNFLAGGED.contains(metric.id())),
                        Peer.list(metric.needs()),
                        Peer.list(metric.scopes()),
                        Peer.list(metric.periods()),
                        Peer.list(metric.slices())))
                .toList();
    }

    /** A row of values in SQL. */
    static String row(String... values) {
        return "(" + String.join(", ", values) + ")";
    }
}
