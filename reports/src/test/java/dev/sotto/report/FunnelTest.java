package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Result.Status;
import org.junit.jupiter.api.Test;

class FunnelTest {

    @Test
    void takesTheFunnelFromTheNewestWeekWithNothingOpen() {
        Card funnel = SampleReport.ordinary().page().cards().get(1);
        assertThat(funnel.subtitle()).contains("week 45");
        assertThat(funnel.notes()).singleElement().asString().contains("Too early to tell for week 46: 2,450 people");
        assertThat(funnel.table().rows()).extracting(row -> row.get(1)).containsExactly("2,237", "410", "99");
    }

    @Test
    void endsTheFunnelWhereABrandCannotSeeFurther() {
        Card funnel = SampleReport.ordinary()
                .change(
                        "campaign_conversion_rate",
                        row -> row.status(Status.NOT_OBSERVABLE).pending(0))
                .page()
                .cards()
                .get(1);
        assertThat(funnel.table().rows().get(2)).containsExactly("Converted", "Not observable", "");
        assertThat(funnel.notes()).anyMatch(note -> note.contains("conversions"));
    }
}
