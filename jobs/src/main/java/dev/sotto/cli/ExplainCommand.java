package dev.sotto.cli;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.Metric;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sotto explain}: where a number comes from. */
@CommandLine.Command(
        name = "explain",
        description = "Say what a metric means and which SQL file makes it.",
        sortOptions = false)
public final class ExplainCommand implements Command {

    @Parameters(paramLabel = "METRIC", description = "Its id, such as reply_rate.")
    private String metric = "";

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        Metric found = Catalogue.shipped().metric(metric);
        PrintStream out = options.surroundings().out();
        out.println(found.id() + ": " + found.title(Locale.ENGLISH));
        out.println(found.description());
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
        SqlFiles.tables().stream().filter(this::defines).forEach(file -> source(out, file));
        if (found.slices().stream().anyMatch(slice -> slice.contains("funnel"))) {
            funnels(out);
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

    // A metric's id stands as a literal where its states or its ratio are made, and nowhere else.
    private boolean defines(SqlFile file) {
        return file.text().contains("'" + metric + "'");
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
