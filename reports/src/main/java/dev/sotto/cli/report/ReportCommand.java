package dev.sotto.cli.report;

import dev.sotto.cli.Command;
import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.delivery.Archive;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.report.WeeklyPages;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto report}: a page anew, of any week, from what the last run published; the ledger stays as it is. */
@CommandLine.Command(
        name = "report",
        description = "Make weekly reports anew from the published results; nothing is written to the ledger.",
        subcommands = PreviewCommand.class,
        sortOptions = false)
public final class ReportCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private WeekOptions week = new WeekOptions();

    @Option(names = "--brand", paramLabel = "B", description = "The brand's id. Default: every brand.")
    private @Nullable String brand;

    @Option(
            names = "--language",
            paramLabel = "L",
            split = ",",
            description = "en, de, fr or it; several with commas. Default: those of the brand's plans, else en.")
    private List<String> languages = List.of();

    @Option(
            names = "--format",
            paramLabel = "F",
            split = ",",
            description =
                    "html, pdf, email, csv or xlsx; several with commas. Default: those of the brand's plans, else html.")
    private List<ReportFormat> formats = List.of();

    /** The command as {@code ServiceLoader} makes it. */
    public ReportCommand() {}

    @Override
    public Integer call() {
        PrintStream out = options.surroundings().out();
        List<Commission> commissions = new ReportChoice(options.workspace()).commissions(week.kind(), brand);
        Archive archive = new Archive(options.output());
        List<Locale> asked = languages.stream().map(ReportChoice::language).toList();
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Ledger.Run run = warehouse.ledger().lastFinished().orElseThrow(ReportChoice::noRun);
            WeeklyDesk desk = new WeeklyDesk(warehouse, options.workspace(), run.runId(), run.asOf());
            desk.expect(commissions.stream()
                    .filter(each -> each.kind() != ReportKind.OPERATOR)
                    .map(each -> new ResultShelf.Wish(each.brands().get(0).id(), week.week(run.asOf(), each.zone())))
                    .toList());
            for (Commission each : commissions) {
                Period of = week.week(run.asOf(), each.zone());
                WeeklyPages pages = new WeeklyPages(desk.report(each, of));
                for (Locale language : asked.isEmpty() ? each.languages() : asked) {
                    Documents documents = new Documents(pages, language, each.owner());
                    int told = desk.told(pages.report(), language);
                    (formats.isEmpty() ? each.formats() : formats)
                            .forEach(format -> out.println(documents.replace(archive, format, told)));
                }
            }
        }
        return 0;
    }
}
