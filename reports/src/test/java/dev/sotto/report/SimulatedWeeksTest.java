package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the simulator planted in the sample, as a page tells it that is made of the simulator's own bookkeeping. */
class SimulatedWeeksTest {
    private static final List<String> COUNTS = List.of("messages_sent", "active_contacts", "inbound_messages");
    private static final List<Result> RESULTS = new ArrayList<>();

    @BeforeAll
    static void readTheTruth() throws IOException {
        JsonNode truth = new ObjectMapper()
                .readTree(Path.of("../data-samples/truth.json").toFile());
        for (JsonNode row : truth.get("results")) {
            boolean isOwn = row.get("scope").asText().equals("brand")
                    && row.path("brand_id").asText().equals("verlaine");
            if (isOwn && COUNTS.contains(row.get("metric").asText())) {
                RESULTS.add(count(row));
            } else if (isOwn && row.get("metric").asText().equals("reply_rate") && !row.has("slice")) {
                RESULTS.add(new SampleResult("reply_rate", period(row))
                        .ratio(
                                row.get("numerator").asDouble(),
                                Math.max(1, row.get("denominator").asDouble()))
                        .build());
            }
        }
    }

    private static Result count(JsonNode row) {
        double value = row.get("value").asDouble();
        SampleResult count = new SampleResult(row.get("metric").asText(), period(row))
                .value(value)
                // Each contact has about four messages a week.
                .persons(row.get("metric").asText().equals("active_contacts") ? value : value / 4);
        return (row.has("slice")
                        ? count.slice(
                                row.get("slice").asText(),
                                row.get("slice_value").asText())
                        : count)
                .build();
    }

    private static Period period(JsonNode row) {
        return new Period(
                Period.Unit.valueOf(row.get("period").asText().toUpperCase(Locale.ROOT)),
                java.time.LocalDate.parse(row.get("period_start_on").asText()));
    }

    private static WeeklyPage page(String week) {
        return WeeklyPage.of(
                new WeeklyReport(
                        ReportKind.BRAND,
                        ReportCondition.NONE,
                        List.of(ReportSection.LEAD, ReportSection.TILES, ReportSection.ENGAGEMENT),
                        List.of(new Brand("verlaine", "Maison Verlaine", SampleReport.ZONE, Locale.FRANCE, "EUR")),
                        Period.parse(week),
                        SampleReport.ZONE,
                        RESULTS,
                        List.of(),
                        List.of(),
                        SampleReport.catalogue(),
                        SampleReport.provenance(Instant.parse("2026-03-30T00:00:00Z"))),
                Locale.ENGLISH);
    }

    @Test
    void namesThePlantedSpike() {
        WeeklyPage page = page("2026-W07");
        assertThat(page.lead()).contains("rose");
        assertThat(page.callOuts()).extracting(CallOut::head).startsWith("An unusually busy week:");
    }

    @Test
    void namesThePlantedDrop() {
        WeeklyPage page = page("2026-W10");
        assertThat(page.lead()).contains("fell");
        assertThat(page.callOuts()).extracting(CallOut::head).startsWith("An unusually low week:");
    }

    /** Seven hours of one feed are gone there, which is too few messages to tell from chance: nothing else happened. */
    @Test
    void makesNothingUpInAWeekLikeTheOneBefore() {
        WeeklyPage page = page("2026-W12");
        assertThat(page.lead() + page.callOuts()).doesNotContain("rose", "fell", "Spike", "Drop", "unusually");
    }

    @Test
    void callsAQuietWeekQuiet() {
        WeeklyPage page = page("2026-W04");
        assertThat(page.lead()).startsWith("A quiet week:");
        assertThat(page.callOuts()).extracting(CallOut::head).containsExactly("Nothing stood out.");
    }
}
