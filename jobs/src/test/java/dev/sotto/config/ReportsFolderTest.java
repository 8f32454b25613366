package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Threshold;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsFolderTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    Path folder;

    private TestWorkspace workspace() {
        return new TestWorkspace(folder);
    }

    @Test
    void givesAReportItsDefaults() {
        Workspace workspace = workspace()
                .write("brands.yaml", "brands: [{id: aurora, name: Aurora, zone: Europe/Paris}]")
                .write("reports/weekly.yaml", "{id: weekly, brand: aurora, owner: Ann}")
                .read();

        assertThat(workspace.reports())
                .containsExactly(new ReportPlan(
                        "weekly",
                        ReportKind.BRAND,
                        "aurora",
                        Period.Unit.WEEK,
                        PARIS,
                        DayOfWeek.MONDAY,
                        LocalTime.of(7, 0),
                        List.of(Locale.ENGLISH),
                        List.of(ReportFormat.HTML),
                        ReportKind.BRAND.sections(),
                        ReportPlan.State.ACTIVE,
                        "Ann",
                        14,
                        ReportCondition.NONE));
    }

    @Test
    void readsTheOperatorsReportWithoutABrandInTheZoneOfTheHouse() {
        Workspace workspace = workspace()
                .write("sotto.yaml", "zone: Europe/Rome")
                .write("reports/house.yaml", "{id: house, kind: operator, owner: Ann}")
                .read();

        ReportPlan plan = workspace.reports().get(0);
        assertThat(plan.brandId()).isEqualTo(ReportPlan.EVERY_BRAND);
        assertThat(plan.zone()).isEqualTo(ZoneId.of("Europe/Rome"));
        assertThat(plan.sections()).isEqualTo(ReportKind.OPERATOR.sections());
    }

    @Test
    void readsEveryKeyOfAReport() {
        Workspace workspace = workspace()
                .write("reports/weekly.yml", """
                        id: weekly
                        brand: aurora
                        period: week
                        zone: Asia/Tokyo
                        weekday: tuesday
                        not-before: "09:30"
                        languages: [de, fr]
                        formats: [pdf, email]
                        sections: [funnel, lead, creative]
                        state: paused
                        owner: Ann
                        max-age-days: 3
                        after: data-complete
                        only-if: threshold
                        thresholds: [{metric: unanswered_rate, above: 0.2}, {metric: reply_rate, below: 0.1}]
                        """)
                .write("reports/.draft.yaml.swp", "not read")
                .read();

        assertThat(workspace.reports())
                .containsExactly(new ReportPlan(
                        "weekly",
                        ReportKind.BRAND,
                        "aurora",
                        Period.Unit.WEEK,
                        ZoneId.of("Asia/Tokyo"),
                        DayOfWeek.TUESDAY,
                        LocalTime.of(9, 30),
                        List.of(Locale.GERMAN, Locale.FRENCH),
                        List.of(ReportFormat.PDF, ReportFormat.EMAIL),
                        List.of(ReportSection.FUNNEL, ReportSection.LEAD, ReportSection.CREATIVE),
                        ReportPlan.State.PAUSED,
                        "Ann",
                        3,
                        new ReportCondition(
                                ReportCondition.After.DATA_COMPLETE,
                                ReportCondition.OnlyIf.THRESHOLD,
                                List.of(
                                        new Threshold("unanswered_rate", null, Threshold.Bound.ABOVE, 0.2),
                                        new Threshold("reply_rate", null, Threshold.Bound.BELOW, 0.1)))));
    }

    /** An alert is made where a limit is crossed, and one without limits where something changed. */
    @Test
    void givesAnAlertItsReason() {
        Workspace workspace = workspace()
                .write("brands.yaml", "brands: [{id: aurora, name: Aurora}, {id: kite, name: Kite}]")
                .write("reports/a.yaml", "{id: a, kind: alert, brand: aurora, owner: Ann}")
                .write(
                        "reports/k.yaml",
                        "{id: k, kind: alert, brand: kite, owner: Ann, thresholds: [{metric: reply_rate, below: 0.1}]}")
                .read();

        assertThat(workspace.reports())
                .extracting(plan -> plan.condition().onlyIf())
                .containsExactly(ReportCondition.OnlyIf.CHANGED, ReportCondition.OnlyIf.THRESHOLD);
        assertThat(workspace.reports().get(0).sections()).contains(ReportSection.LIMITS);
    }
}
