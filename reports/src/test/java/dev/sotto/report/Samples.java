package dev.sotto.report;

import dev.sotto.domain.ReportKind;

/** A report of each kind, ordinary or without a single number. */
final class Samples {
    private Samples() {}

    /** A report of a kind, or that of a brand of thirty people, of thirty million, or without voice notes and purchases. */
    static WeeklyReport ordinary(String kind) {
        return switch (kind) {
            case "thirty" -> brand().scaled(0.0096).report();
            case "millions" -> brand().scaled(9_600).report();
            case "plain" -> brand().plain().report();
            default -> of(ReportKind.of(kind));
        };
    }

    private static SampleReport brand() {
        return SampleReport.ordinary().withCampaigns();
    }

    private static WeeklyReport of(ReportKind kind) {
        return switch (kind) {
            case BRAND -> brand().report();
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
