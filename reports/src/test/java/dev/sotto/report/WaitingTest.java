package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitingTest {

    private static Card card(SampleReport sample) {
        return sample.sections(ReportSection.WAITING).page().cards().get(0);
    }

    @Test
    void showsWhoStillWaitsAfterEachTimeUpToWhichAnybodyWasSeen() {
        Card card = card(SampleReport.ordinary());
        assertThat(card.wide()).contains(">42% after 1\u00a0hr</text>", ">5\u00a0min</text>", ">3\u00a0days</text>");
        assertThat(card.notes())
                .containsExactly(
                        "Half were answered within 42\u00a0min (95%: 37\u00a0min to 48\u00a0min), those still waiting included.",
                        "12 conversations are still open and count up to now.");
        assertThat(card.table().head()).containsExactly("After", "This week", "95% interval", "Last week");
        assertThat(card.table().rows()).hasSize(10);
        assertThat(card.table().rows().get(9)).contains("No data");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"NO_DATA", "NOT_OBSERVABLE", "SUPPRESSED", "IMMATURE", "INVALID"})
    void saysWhyThereIsNoNumber(Status status) {
        SampleReport sample = SampleReport.ordinary().change(Waiting.METRIC, row -> row.status(status));
        Card card = card(sample);
        assertThat(card.isEmpty()).isTrue();
        assertThat(card.notes().get(0)).isNotBlank();
    }

    @Test
    void tellsTheOneRowOfAMetricThatCannotBeKnown() {
        SampleReport sample = SampleReport.empty()
                .put(SampleReport.result(Waiting.METRIC, SampleReport.WEEK).status(Status.NOT_OBSERVABLE));
        assertThat(card(sample).notes().get(0))
                .startsWith("The sources do not report what it needs: who is the brand.");
    }

    /** Where nobody was answered yet, or everybody at once, there is no error to draw. */
    @Test
    void drawsASharesWithoutAnInterval() {
        SampleReport sample = SampleReport.ordinary()
                .change(Waiting.METRIC, row -> row.value(1).interval(1, 1));
        assertThat(card(sample).hasPicture()).isTrue();
        assertThat(card(sample).wide()).contains(">100% after 1\u00a0hr</text>");
    }
}
