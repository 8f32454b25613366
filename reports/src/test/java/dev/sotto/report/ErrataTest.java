package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Period;
import dev.sotto.warehouse.Results.Restated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrataTest {

    @Test
    void namesWhatWasToldOtherwiseInTheReportBefore() {
        WeeklyReport report = SampleReport.ordinary().report();
        List<Restated> restated = new ArrayList<>();
        Map<String, Double> told = Map.of(
                "reply_rate", 0.1,
                "active_contacts", 1_000.0,
                "messages_sent", 3_000.0,
                "reached_contacts", 10.0,
                "unique_ctr", 0.1,
                "report_rate", 3.0);
        told.forEach((metric, value) -> restated.add(restated(metric, SampleReport.WEEK.previous(), value, value * 2)));
        restated.add(restated("filter_hit_rate", SampleReport.WEEK, 0.20001, 0.20002));
        Restatement since = new Restatement(1, Instant.parse("2026-11-09T06:00:00Z"), restated);
        WeeklyPage page = WeeklyPage.of(report.restated(since), Locale.GERMAN);
        assertThat(page.kicker()).isEqualTo("Wochenbericht");
        assertThat(page.footer().get(1).replaceAll("\\p{Zs}", " "))
                .startsWith("Berichtigt seit dem letzten Bericht (Stand 9. Nov. 2026,")
                .endsWith("KW 45, seit 11. Nov. 2026: gesendete Nachrichten 6.000 statt 3.000, aktive Kontakte 2.000"
                        + " statt 1.000, Antwortquote 20,0 % statt 10,0 %, erreichte Kontakte 20 statt 10,"
                        + " 1 weitere Zahl.");
    }

    private static Restated restated(String metric, Period week, double before, double now) {
        return new Restated(
                result(metric, week).value(before).build(),
                result(metric, week).value(now).build(),
                Instant.parse("2026-11-11T06:00:00Z"));
    }
}
