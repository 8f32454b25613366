package dev.sotto.cli;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.export.DisclosureControl;
import dev.sotto.export.PartnerExport;
import dev.sotto.export.SigningKey;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Results;
import dev.sotto.warehouse.Warehouse;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto export}: what a brand's partner may see of a day or a week, as signed files. */
@CommandLine.Command(
        name = "export",
        description = "Write a brand's results of a day or a week as Parquet and CSV for its partners: small groups"
                + " withheld, minors left out, signed.",
        subcommands = ExportVerifyCommand.class)
public final class ExportCommand implements Command {
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);
    private static final int NAMED_PERIODS = 5;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(names = "--brand", paramLabel = "BRAND", description = "The id of the brand.")
    private @Nullable String brandId;

    @Option(names = "--period", paramLabel = "PERIOD", description = "A week or a day: 2026-W15, 2026-04-06.")
    private @Nullable String period;

    @Option(
            names = "--threshold",
            paramLabel = "PERSONS",
            description = "The fewest persons of a cell, where a contract asks for more than 50.")
    private int threshold = DisclosureControl.FEWEST_PERSONS;

    @Override
    public Integer call() {
        DisclosureControl control = DisclosureControl.raisedTo(threshold);
        Period asked = Period.parse(given("--period", period));
        Workspace workspace = options.workspace();
        Brand brand = brand(workspace, given("--brand", brandId));
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Results results = new Results(warehouse);
            List<Result> rows = rows(results, brand, asked);
            Ledger.Run run = warehouse.ledger().lastFinished().orElseThrow(ExportCommand::nothingFinished);
            PartnerExport export = new PartnerExport(options.output(), SigningKey.in(key(workspace)), control);
            PartnerExport.Handover handover = export.write(
                    new PartnerExport.Order(
                            brand.id(),
                            asked,
                            run.runId(),
                            String.valueOf(run.snapshots().get(Results.TABLE))),
                    rows,
                    Catalogue.shipped().byId());
            remember(warehouse.ledger(), brand, asked, handover, run.runId());
            say(handover, asked);
        }
        return 0;
    }

    /** Where a workspace keeps the key that signs its exports. */
    static Path key(Workspace workspace) {
        return workspace.directory().resolve(".sotto").resolve(SigningKey.NAME);
    }

    private List<Result> rows(Results results, Brand brand, Period asked) {
        List<Result> rows =
                new ArrayList<>(results.ofBrand(brand.id(), Period.Unit.DAY, asked.startOn(), asked.endOn()));
        if (asked.unit() != Period.Unit.DAY) {
            rows.addAll(results.ofBrand(brand.id(), asked.unit(), asked.startOn(), asked.endOn()));
        }
        if (rows.stream().noneMatch(row -> row.period().equals(asked.unit().column()))) {
            throw new SottoException(
                    Code.USE,
                    "Cannot export " + asked + " of brand '" + brand.id() + "': there are no results of that period. "
                            + periods(results, brand, asked.unit()));
        }
        return rows;
    }

    private static String periods(Results results, Brand brand, Period.Unit unit) {
        List<String> periods = results.ofBrand(brand.id(), unit, EVER, NEVER).stream()
                .map(row -> new Period(unit, row.periodStartOn()).toString())
                .distinct()
                .toList();
        if (periods.isEmpty()) {
            return "There are none of such length at all: run 'sotto run' first, or ask for a week such as 2026-W15.";
        }
        int from = Math.max(0, periods.size() - NAMED_PERIODS);
        return "Ask for one from " + periods.get(0) + " on; the newest are "
                + String.join(", ", periods.subList(from, periods.size())) + ".";
    }

    private static Brand brand(Workspace workspace, String id) {
        return workspace.brands().stream()
                .filter(brand -> brand.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SottoException(
                        Code.USE,
                        "Cannot export brand '" + id + "': brands.yaml has none of that id. Take one of "
                                + workspace.brands().stream().map(Brand::id).collect(Collectors.joining(", "))
                                + "."));
    }

    private static String given(String option, @Nullable String value) {
        if (value == null) {
            throw new SottoException(
                    Code.USE,
                    "Cannot export: " + option + " is missing. Say which, as in: sotto export --brand B --period"
                            + " 2026-W15");
        }
        return value;
    }

    // Once each, also where an earlier call died between the folder and the ledger.
    private static void remember(
            Ledger ledger, Brand brand, Period asked, PartnerExport.Handover handover, String runId) {
        boolean isRemembered = ledger.exports().stream()
                .anyMatch(export -> export.path().equals(handover.directory().toString())
                        && export.sha256().equals(handover.manifestSha256()));
        if (!isRemembered) {
            ledger.record(new Ledger.Export(
                    brand.id(),
                    asked.toString(),
                    handover.directory().toString(),
                    handover.rows(),
                    handover.suppressed(),
                    handover.manifestSha256(),
                    runId));
        }
    }

    private void say(PartnerExport.Handover handover, Period asked) {
        PrintStream out = options.surroundings().out();
        if (!options.quiet()) {
            out.println(
                    switch (handover.outcome()) {
                        case WRITTEN ->
                            (handover.revision() == 1 ? "Exported " : "Restated ") + asked + ": " + handover.rows()
                                    + " rows, " + handover.suppressed() + " of them withheld.";
                        case UNCHANGED -> "The export of " + asked + " is there already and says the same.";
                        case KEPT ->
                            "The export of " + asked + " stays as it is: since then numbers have moved by fewer than "
                                    + threshold + " persons, and the difference would tell of them.";
                    });
        }
        out.println(handover.directory());
        out.flush();
    }

    private static SottoException nothingFinished() {
        return new SottoException(
                Code.USE, "Cannot export: no run has finished in this warehouse. Run 'sotto run' first.");
    }
}
