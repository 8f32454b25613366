package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MethodTest {

    @Test
    void tellsByWhatMethodItsNumbersAreMadeAndWithoutWhat() {
        CardBody.Terms method = (CardBody.Terms)
                SampleReport.card(SampleReport.ordinary().withCampaigns().page(), "method")
                        .body();
        Map<String, String> terms =
                method.terms().stream().collect(Collectors.toMap(CardBody.Terms.Term::name, CardBody.Terms.Term::text));
        assertThat(terms.get("Models"))
                .startsWith("Credit for purchases: First, Last, Linear, Chain, Shapley, Position, Decay (version 1);")
                .endsWith("Lifts: 2 arms against the control as drawn by lot, without matching (version 1).");
        assertThat(terms.get("Left out"))
                .isEqualTo("Of 1,612,129 events 2,104 of test accounts, 31 below the minimum age, 1,769 of confirmed"
                        + " spam. Results of the week without a value: suppressed 1, too early 8, no data 1.");
        assertThat(terms.get("Suppression")).contains("fewer than 50 people", "1 of 192 results");
        assertThat(terms.get("Jurisdiction"))
                .isEqualTo("Regions of the log: DE, FR, not stated. Rules in force: TikTok default (from 16 years),"
                        + " Web default (from 16 years), WhatsApp default (from 16 years).");
        assertThat(terms.get("Sources")).contains("shop complete until 16\u00a0Nov\u00a02026");
        assertThat(terms.get("Intervals")).contains("Wilson (", "order statistics (");
        assertThat(terms.get("Definitions"))
                .contains("of the " + SampleReport.catalogue().all().size() + " metrics of the catalogue, version 1");
        CardBody.Terms rooms =
                (CardBody.Terms) SampleReport.card(WeeklyPage.of(Samples.ordinary("creator"), Locale.ENGLISH), "method")
                        .body();
        assertThat(rooms.terms().get(1).text()).startsWith("None: ");
    }
}
