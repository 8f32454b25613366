package dev.sotto.report;

import dev.sotto.domain.ReportKind;

/** A report of each kind, ordinary or without a single number. */
final class Samples {
    private Samples() {}

    static WeeklyReport ordinary(String kind) {
        return switch (ReportKind.of(kind)) {
            case BRAND -> SampleReport.ordinary().withCampaigns().report();
            case OPERATOR -> SampleHouse.ordinary().report();
            case CREATOR -> SampleReport.rooms().report();
            case ALERT -> SampleReport.alert().withCampaigns().report();
        };
    }

    static WeeklyReport empty(String kind) {
        return switch (ReportKind.of(kind)) {
            case BRAND -> SampleReport.empty().report();
            case OPERATOR -> SampleHouse.empty().report();
            case CREATOR -> SampleReport.empty().kind(ReportKind.CREATOR).report();
            case ALERT -> SampleReport.empty().kind(ReportKind.ALERT).report();
        };
    }
}
