package dev.sotto.cli.report;

import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.delivery.Archive;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.SottoException;
import dev.sotto.report.WeeklyPages;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
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

    @Mixin
    private WeekOptions asked = new WeekOptions();

    @Option(names = "--brand", paramLabel = "B", description = "The brand's id; the operator's report needs none.")
    private @Nullable String brand;

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "en, de, fr or it. Default: the first of its plans, else en.")
    private @Nullable String language;

    @Override
    public Integer call() {
        if (brand == null && asked.kind() != ReportKind.OPERATOR) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot preview a report: no brand is named. Name one with --brand, or give --kind operator.");
        }
        Commission chosen = new ReportChoice(options.workspace())
                .commissions(asked.kind(), brand)
                .get(0);
        Locale locale = language == null ? chosen.languages().get(0) : ReportChoice.language(language);
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Ledger.Run run = warehouse.ledger().lastFinished().orElseThrow(ReportChoice::noRun);
            Period week = asked.week(run.asOf(), chosen.zone());
            WeeklyDesk desk = new WeeklyDesk(warehouse, options.workspace(), run.runId(), run.asOf());
            Documents documents = new Documents(new WeeklyPages(desk.report(chosen, week)), locale, chosen.owner());
            Archive previews = new Archive(options.output().resolve(FOLDER));
            options.surroundings()
                    .out()
                    .println(documents.write(previews, ReportFormat.HTML).toUri());
        }
        return 0;
    }
}
