package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContributionTest {

    @Test
    void sumsToTheWholeChangeOfARate() {
        Edition edition = SampleReport.ordinary().withCampaigns().edition();
        Contribution change = Contribution.of(edition, "reply_rate").orElseThrow();
        double now = edition.index().value("reply_rate", SampleReport.WEEK).orElseThrow();
        double before = edition.index()
                .value("reply_rate", SampleReport.WEEK.previous())
                .orElseThrow();
        assertThat(change.whole()).isCloseTo(now - before, within(1e-12));
        assertThat(change.parts().stream().mapToDouble(Contribution.Part::value).sum())
                .isCloseTo(now - before, within(1e-12));
    }

    @Test
    void namesTheCampaignWhoseRateAndWeightRose() {
        Edition edition = SampleReport.ordinary().withCampaigns().edition();
        Contribution change = Contribution.of(edition, "reply_rate").orElseThrow();
        assertThat(change.driver()).map(Contribution.Part::name).hasValue("Autumn Voices");
        assertThat(change.parts()).extracting(Contribution.Part::name).doesNotContain("No campaign, or several");
    }

    @Test
    void givesWhatNoCampaignAccountsForAsOnePartMore() {
        SampleReport sample = SampleReport.ordinary()
                .withCampaigns()
                .put(result("active_contacts", SampleReport.WEEK)
                        .campaign("atelier")
                        .value(400))
                .put(result("active_contacts", SampleReport.WEEK.previous())
                        .campaign("atelier")
                        .value(300));
        Contribution change =
                Contribution.of(sample.edition(), "active_contacts").orElseThrow();
        assertThat(change.parts())
                .extracting(Contribution.Part::name)
                .containsExactlyInAnyOrder("Carnet d’atelier", "No campaign, or several");
        assertThat(change.parts().stream().mapToDouble(Contribution.Part::value).sum())
                .isCloseTo(change.whole(), within(1e-9));
    }

    @Test
    void hasNothingToSayWhereNothingChanged() {
        SampleReport sample = SampleReport.empty()
                .put(result("reply_rate", SampleReport.WEEK).ratio(20, 100))
                .put(result("reply_rate", SampleReport.WEEK.previous()).ratio(20, 100));
        assertThat(Contribution.of(sample.edition(), "reply_rate")).isEmpty();
    }
}
