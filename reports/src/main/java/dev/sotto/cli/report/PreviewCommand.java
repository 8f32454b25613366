package dev.sotto.cli.report;

import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.delivery.Archive;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto report preview}: one web page to look at, beside the archive and not in it. */
@CommandLine.Command(
        name = "preview",
        description = "Make one web page to look at, in the folder previews; no report of the archive changes.",
        sortOptions = false)
final class PreviewCommand implements Callable<Integer> {
    private static final String FOLDER = "previews";

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(names = "--brand", paramLabel = "B", required = true, description = "The brand's id.")
    private String brand = "";

    @Option(
            names = "--period",
            paramLabel = "P",
            description = "The week, such as 2026-W15, or a day of it. Default: the last one that is over.")
    private @Nullable String period;

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "en, de, fr or it. Default: the first of the brand's plans, else en.")
    private @Nullable String language;

    @Override
    public Integer call() {
        ReportChoice choice = new ReportChoice(options.workspace());
        Brand chosen = choice.brands(brand).get(0);
        List<Locale> planned = choice.languages(chosen);
        Locale locale = language == null ? planned.get(0) : ReportChoice.language(language);
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Ledger.Run run = warehouse.ledger().lastFinished().orElseThrow(ReportChoice::noRun);
            ZoneId zone = choice.zone(chosen);
            Period week = ReportChoice.week(period, run.asOf(), zone);
            WeeklyDesk desk = new WeeklyDesk(warehouse, options.workspace().campaigns(), run.runId(), run.asOf());
            Documents documents = new Documents(
                    desk.report(chosen, week, zone, choice.sections(chosen)), locale, choice.owner(chosen));
            Archive previews = new Archive(options.output().resolve(FOLDER));
            options.surroundings()
                    .out()
                    .println(documents.write(previews, ReportFormat.HTML).toUri());
        }
        return 0;
    }
}
