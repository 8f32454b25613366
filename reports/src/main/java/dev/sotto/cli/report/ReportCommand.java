package dev.sotto.cli.report;

import dev.sotto.cli.Command;
import dev.sotto.cli.WorkspaceOptions;
import dev.sotto.delivery.Archive;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.SottoException;
import dev.sotto.report.WeeklyReport;
import dev.sotto.report.Words;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto report}: a page anew, of any week, from what the last run published; the ledger stays as it is. */
@CommandLine.Command(
        name = "report",
        description =
                "Make the weekly page of a brand anew from the published results; nothing is written to the ledger.",
        sortOptions = false)
public final class ReportCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(names = "--brand", paramLabel = "B", description = "The brand's id. Default: every brand.")
    private @Nullable String brand;

    @Option(
            names = "--period",
            paramLabel = "P",
            description = "The week, such as 2026-W15, or a day of it. Default: the last one that is over.")
    private @Nullable String period;

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
        List<Brand> brands = brands();
        Archive archive = new Archive(options.output());
        List<Locale> asked = languages.stream().map(ReportCommand::language).toList();
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Ledger.Run run = warehouse.ledger().lastFinished().orElseThrow(ReportCommand::noRun);
            WeeklyDesk desk = new WeeklyDesk(warehouse, options.workspace().campaigns(), run.runId(), run.asOf());
            for (Brand each : brands) {
                ZoneId zone = zone(each);
                Period week = week(run.asOf(), zone);
                WeeklyReport report = desk.report(each, week, zone);
                for (Locale language : asked.isEmpty() ? planned(each) : asked) {
                    Documents documents = new Documents(report, language, owner(each));
                    formats(each).forEach(format -> out.println(documents.write(archive, format)));
                }
            }
        }
        return 0;
    }

    private static Locale language(String tag) {
        return Words.LANGUAGES.stream()
                .filter(language -> language.toLanguageTag().equals(tag.strip()))
                .findFirst()
                .orElseThrow(() -> new SottoException(
                        SottoException.Code.USE,
                        "Cannot make a report in the language '" + tag + "': there are no words in it. Take one of "
                                + Words.LANGUAGES.stream()
                                        .map(Locale::toLanguageTag)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** The languages of the brand's own reports, so that a page anew takes the place of each. */
    private List<Locale> planned(Brand of) {
        List<Locale> planned =
                plans(of).flatMap(plan -> plan.languages().stream()).distinct().toList();
        return planned.isEmpty() ? List.of(Locale.ENGLISH) : planned;
    }

    private List<ReportFormat> formats(Brand of) {
        if (!formats.isEmpty()) {
            return formats;
        }
        List<ReportFormat> planned =
                plans(of).flatMap(plan -> plan.formats().stream()).distinct().toList();
        return planned.isEmpty() ? List.of(ReportFormat.HTML) : planned;
    }

    private String owner(Brand of) {
        return plans(of).map(ReportPlan::owner).findFirst().orElse(of.name());
    }

    private Stream<ReportPlan> plans(Brand of) {
        return options.workspace().reports().stream()
                .filter(plan -> plan.brandId().equals(of.id()));
    }

    private List<Brand> brands() {
        List<Brand> all = options.workspace().brands();
        if (brand == null) {
            return all;
        }
        List<Brand> asked = all.stream().filter(each -> each.id().equals(brand)).toList();
        if (asked.isEmpty()) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot make a report of the brand '" + brand + "': it is not declared. Take one of "
                            + all.stream().map(Brand::id).collect(Collectors.joining(", ")) + ".");
        }
        return asked;
    }

    /** The zone of the brand's own report, so that the page anew is that of the plan. */
    private ZoneId zone(Brand of) {
        return plans(of).map(ReportPlan::zone).findFirst().orElse(of.zone());
    }

    private Period week(Instant asOf, ZoneId zone) {
        if (period == null) {
            return Period.weekOf(asOf.atZone(zone).toLocalDate()).previous();
        }
        Period asked = Period.parse(period);
        return switch (asked.unit()) {
            case WEEK, DAY -> Period.weekOf(asked.startOn());
            case MONTH, LIFETIME ->
                throw new SottoException(
                        SottoException.Code.USE,
                        "Cannot make a report of '" + period + "': reports are weekly. Give a week such as 2026-W15.");
        };
    }

    private static SottoException noRun() {
        return new SottoException(
                SottoException.Code.USE,
                "Cannot make a report: this warehouse has no finished run. Run sotto run first.");
    }
}
