package dev.sotto.cli;

import dev.sotto.build.UnitQuery;
import dev.sotto.config.Catalogue;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.SottoException;
import dev.sotto.query.Format;
import dev.sotto.query.Query;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import dev.sotto.warehouse.Warehouse;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sotto explain}: where a number comes from. */
@CommandLine.Command(
        name = "explain",
        description = "Say what a metric means, which SQL file makes it, and what its number is made of.",
        sortOptions = false)
public final class ExplainCommand implements Command {

    private static final List<String> NUMBERS =
            List.of("value", "numerator", "denominator", "persons", "pending", "from", "to", "status", "flags");

    @Parameters(paramLabel = "METRIC", description = "Its id, such as reply_rate.")
    private String metric = "";

    @Option(names = "--brand", paramLabel = "B", description = "The brand; without it, all of them.")
    private @Nullable String brand;

    @Option(names = "--period", paramLabel = "P", description = "Like 2026-04-06, 2026-W15, 2026-04 or lifetime.")
    private @Nullable String period;

    @Option(
            names = "--list",
            paramLabel = "ROWS",
            arity = "0..1",
            fallbackValue = "100",
            description =
                    "List the persons behind the number of the period, 100 of them or as many as said; 0 for all.")
    private int list = -1;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        Metric found = Catalogue.shipped().metric(metric);
        PrintStream out = options.surroundings().out();
        out.println(found.id() + ": " + found.title(Locale.ENGLISH));
        out.println(found.description(Locale.ENGLISH));
        out.println();
        line(out, "unit", found.unit());
        line(out, "better", found.better().name().toLowerCase(Locale.ROOT));
        line(out, "additive", found.additive() ? "yes" : "no");
        line(out, "interval", found.interval().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        line(out, "export", found.exportPolicy().name().toLowerCase(Locale.ROOT));
        line(out, "version", String.valueOf(found.definitionVersion()));
        line(out, "needs", String.join(", ", found.needs()));
        line(out, "sliced by", found.slices().isEmpty() ? "nothing" : String.join(", ", found.slices()));
        out.println();
        Stream.concat(SqlFiles.units().stream(), SqlFiles.tables().stream())
                .filter(file -> file.defines(metric))
                .forEach(file -> source(out, file));
        if (found.slices().stream().anyMatch(slice -> slice.contains("funnel"))) {
            funnels(out);
        }
        if (found.slices().stream().anyMatch(slice -> slice.contains("retention"))) {
            retentions(out);
        }
        if (period != null) {
            number(out, found, Period.parse(period));
            return 0;
        }
        out.println("Its numbers: sotto sql -e \"SELECT * FROM metrics.results WHERE metric = '" + found.id() + "'\"");
        return 0;
    }

    /** The funnels of the workspace, as they are computed in the next run, and who is behind each number. */
    private void funnels(PrintStream out) {
        for (FunnelPlan plan : options.workspace().funnels()) {
            line(out, "funnel", plan.id() + ": " + plan.name());
            List<String> steps = plan.steps().stream().map(EventCondition::name).toList();
            line(out, "steps", String.join(", ", steps));
        }
        out.println();
        out.println(
                "Its persons, and how many, by one query: sotto sql -e \"SELECT person_id, COUNT(*) OVER () AS persons"
                        + " FROM journeys.funnels WHERE funnel = 'ID' AND brand_id = 'BRAND' AND week_on = DATE 'MONDAY'"
                        + " AND depth >= STEP\"");
    }

    /** The retentions of the workspace, as they are computed in the next run, and who is behind each number. */
    private void retentions(PrintStream out) {
        for (RetentionPlan plan : options.workspace().retentionPlans()) {
            line(out, "retention", plan.id() + ": " + plan.name());
            line(out, "start", plan.start().words());
            line(out, "return", plan.comeback().words());
            line(out, "periods", plan.words());
        }
        out.println();
        out.println(
                "Its persons, and how many, by one query: sotto sql -e \"SELECT person_id, COUNT(*) OVER () AS persons"
                        + " FROM journeys.retention WHERE retention = 'ID' AND brand_id = 'BRAND'"
                        + " AND cohort_on = DATE 'FIRST DAY' AND n = 'N' AND is_back AND NOT is_left_truncated\"");
    }

    /** The numbers of a period, and the query that makes each again from the sums that were published with it. */
    private void number(PrintStream out, Metric found, Period asked) {
        String place = "metric = '" + found.id() + "' AND scope = "
                + (brand == null ? "'all'" : "'brand' AND brand_id = '" + brand.replace("'", "''") + "'")
                + " AND period = '" + asked.unit().column() + "' AND period_start_on = DATE '" + asked.startOn() + "'";
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Query query = new Query(warehouse);
            String results =
                    "SELECT concat_ws(' = ', slice, slice_value), value, numerator, denominator, persons, pending,"
                            + " ci_low, ci_high, status, flags FROM metrics.results WHERE " + place
                            + " ORDER BY slice, slice_value";
            int[] rows = {0};
            query.ask(results, 0).forEach(row -> {
                rows[0]++;
                out.println(text(row.get(0)).isEmpty() ? "whole" : text(row.get(0)));
                for (int i = 0; i < NUMBERS.size(); i++) {
                    line(out, NUMBERS.get(i), text(row.get(i + 1)));
                }
            });
            if (rows[0] == 0) {
                throw new SottoException(
                        SottoException.Code.USE,
                        "Cannot explain '" + found.id() + "' for " + asked
                                + ": there is no such result. Choose another brand or period.");
            }
            Optional<UnitQuery> units = UnitQuery.of(warehouse, options.workspace(), found);
            if (units.isPresent()) {
                persons(out, query, units.orElseThrow(), asked);
                return;
            }
        }
        String value = switch (found.interval()) {
            case NONE -> "numerator";
            case ORDER_STATISTIC, GIVEN -> "value";
            case WILSON, CLUSTERED, MEAN -> "try_divide(numerator, denominator)";
        };
        out.println();
        out.println("Made again: SELECT slice, slice_value, " + value
                + " AS value, numerator, denominator, persons, pending" + " FROM metrics.cells WHERE " + place);
    }

    /** The query that lists who is behind a number and adds them up, and what it gives where that is asked for. */
    private void persons(PrintStream out, Query query, UnitQuery units, Period asked) {
        out.println();
        out.println("Its persons and its sums, by one query over the units that the file above defines:");
        out.println();
        out.println(units.sql(brand, asked).indent(2).stripTrailing().replaceAll("(?m)^ +$", ""));
        out.println();
        if (list < 0) {
            out.println("To run it, add --list.");
            return;
        }
        int screen =
                options.surroundings().isOutWatched() ? options.surroundings().columns() : 0;
        Format.TABLE.write(query.answer(units.persons(brand, asked), list), out, screen);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static void source(PrintStream out, SqlFile file) {
        line(out, "defined in", path(file.table()));
        line(out, "which reads", String.join(", ", file.reads()));
        out.println();
    }

    /** Where the SQL of a table lies in the repository. */
    static String path(String table) {
        return "jobs/src/main/resources/sql/" + table.replace('.', '/') + ".sql";
    }

    private static void line(PrintStream out, String word, String value) {
        if (!List.of("", "null").contains(value)) {
            out.printf(Locale.ROOT, "  %-12s %s%n", word, value);
        }
    }
}
