package dev.sotto.bench;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.BusinessCalendar;
import dev.sotto.domain.BusinessCalendar.Span;
import dev.sotto.domain.PlatformHosts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a workspace declares about answers and what they are made of, as tables of the peer. */
record InboxDeclarations(Workspace workspace) {

    /** Statements that make them. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(platformOf());
        statements.addAll(Declarations.table("scenarios", "campaign_id VARCHAR, scenario VARCHAR", scenarios()));
        statements.addAll(Declarations.table(
                "limits",
                "platform VARCHAR, valid_from BIGINT, voice_max_ms BIGINT, pack_max_items INTEGER",
                limits()));
        statements.addAll(Declarations.table("calendars", "brand_id VARCHAR", calendars()));
        statements.addAll(Declarations.table(
                "opening_hours",
                "brand_id VARCHAR, weekday INTEGER, opens_min INTEGER, closes_min INTEGER",
                openingHours()));
        statements.addAll(Declarations.table("holidays", "brand_id VARCHAR, day DATE", holidays()));
        return statements;
    }

    /** The platform that a host is of: the web where it is of none. */
    private static String platformOf() {
        StringBuilder macro = new StringBuilder("CREATE OR REPLACE MACRO platform_of(host) AS CASE");
        for (Map.Entry<String, String> hosts : PlatformHosts.PATTERNS.entrySet()) {
            macro.append(" WHEN regexp_matches(lower(host), ")
                    .append(Peer.quoted(hosts.getValue()))
                    .append(") THEN ")
                    .append(Peer.quoted(hosts.getKey()));
        }
        return macro.append(" WHEN host IS NOT NULL THEN 'web' END").toString();
    }

    private List<String> scenarios() {
        return workspace.campaigns().stream()
                .map(campaign -> Declarations.row(Peer.quoted(campaign.id()), Peer.quoted(campaign.scenario())))
                .toList();
    }

    private List<String> limits() {
        return workspace.policies().stream()
                .map(policy -> Declarations.row(
                        Peer.quoted(policy.platform()),
                        Long.toString(policy.validFrom().toEpochMilli()),
                        Long.toString(policy.voiceMaxMs()),
                        Integer.toString(policy.packMaxItems())))
                .toList();
    }

    private List<String> calendars() {
        List<String> rows = new ArrayList<>();
        for (Brand brand : workspace.brands()) {
            if (brand.calendar() != null) {
                rows.add(Declarations.row(Peer.quoted(brand.id())));
            }
        }
        return rows;
    }

    private List<String> openingHours() {
        List<String> rows = new ArrayList<>();
        for (Brand brand : workspace.brands()) {
            BusinessCalendar calendar = brand.calendar();
            Map<DayOfWeek, List<Span>> hours = calendar == null ? Map.of() : calendar.hours();
            hours.forEach((day, spans) -> spans.forEach(span -> rows.add(Declarations.row(
                    Peer.quoted(brand.id()),
                    Integer.toString(day.getValue()),
                    Integer.toString(minutes(span.from())),
                    // Midnight at the end is that of the next day.
                    Integer.toString(span.to().equals(LocalTime.MIDNIGHT) ? 24 * 60 : minutes(span.to()))))));
        }
        return rows;
    }

    private static int minutes(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    private List<String> holidays() {
        List<String> rows = new ArrayList<>();
        for (Brand brand : workspace.brands()) {
            BusinessCalendar calendar = brand.calendar();
            Set<LocalDate> holidays = calendar == null ? Set.of() : calendar.holidays();
            holidays.forEach(day -> rows.add(Declarations.row(Peer.quoted(brand.id()), Peer.quoted(day.toString()))));
        }
        return rows;
    }
}
