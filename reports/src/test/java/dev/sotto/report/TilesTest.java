package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TilesTest {

    @Test
    void colourFollowsWhatIsBetterAndNotTheArrow() {
        WeeklyPage page = SampleReport.ordinary().page();
        Tile blocked = page.tiles().get(5);
        assertThat(blocked.arrow()).isEqualTo("▲");
        assertThat(blocked.tone()).isEqualTo("bad");
        assertThat(blocked.change()).isEqualTo("1.1 pp");
        Tile active = page.tiles().get(1);
        assertThat(active.arrow()).isEqualTo("▲");
        assertThat(active.tone()).isEqualTo("good");
        assertThat(page.tiles().get(2).change()).endsWith("within noise");
    }

    @Test
    void letsTheLastWeekThatIsOverStandInAndSaysSo() {
        Tile conversion = SampleReport.ordinary().page().tiles().get(3);
        assertThat(conversion.value()).isEqualTo("4.4%");
        assertThat(conversion.note()).isEqualTo("Of week 45; too early for week 46");
    }

    @Test
    void tellsFilterHitsByTheAgeOfWhoReceived() {
        assertThat(SampleReport.ordinary().page().tiles().get(7).note())
                .isEqualTo("0.79% last week · recipients aged 16–17: suppressed, 18 or over: 0.77%");
    }

    @Test
    void namesTheGoalsOfTheCampaignsThatRun() {
        List<Tile> tiles = SampleReport.ordinary().withCampaigns().page().tiles();
        assertThat(tiles.get(2).note()).isEqualTo("16.0% last week · goal 20.0%");
        assertThat(tiles.get(1).note()).isEqualTo("2,867 last week · goal 3,200 – 3,400");
        assertThat(tiles.get(0).note()).isEqualTo("16,617 last week");
    }
}
