package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyPageTest {

    @Test
    void leadsWithTheChangeThatIsClear() {
        WeeklyPage page = SampleReport.ordinary().page();
        assertThat(page.lead()).isEqualTo("Active contacts rose 9.5% to 3,140; reply rate unchanged at 18.5%.");
    }

    @Test
    void saysUnchangedInsideTheNoise() {
        WeeklyPage page = SampleReport.quiet().page();
        assertThat(page.lead()).isEqualTo("A quiet week: reply rate unchanged at 18.0%.");
        assertThat(page.lead() + page.callOuts()).doesNotContain("rose", "fell");
        assertThat(page.callOuts()).extracting(CallOut::head).containsExactly("Nothing stood out.");
        assertThat(page.cards()).extracting(Card::id).contains("kinds").doesNotContain("drivers");
    }

    @Test
    void namesASpikeADropAndALowWeek() {
        assertThat(SampleReport.ordinary().page().callOuts())
                .extracting(CallOut::head)
                .contains("Spike on Thursday:");
        SampleReport drop = SampleReport.quiet();
        for (int day = 0; day < 7; day++) {
            Period on = new Period(Period.Unit.DAY, SampleReport.WEEK.startOn().plusDays(day));
            for (int back = 0; back <= 4; back++) {
                Period then = new Period(Period.Unit.DAY, on.startOn().minusWeeks(back));
                drop.put(result("messages_sent", then).value((back == 0 ? 800 : 1400) + back * 10));
            }
        }
        drop.put(result("active_contacts", new Period(Period.Unit.DAY, LocalDate.of(2026, 11, 11)))
                .value(150));
        assertThat(drop.page().callOuts())
                .extracting(CallOut::head)
                .startsWith("An unusually low week:", "Drop on Wednesday:");
        assertThat(drop.page().callOuts().get(0).body()).startsWith("5,600 messages sent, 0.6× the 9,");
    }

    @Test
    void namesTheKindThatMadeTheChange() {
        SampleReport sample = SampleReport.quiet()
                .put(result("messages_sent", SampleReport.WEEK).value(14_000).persons(2_000))
                .put(result("messages_sent", SampleReport.WEEK)
                        .slice("kind", "voice_note")
                        .value(7_000))
                .put(result("messages_sent", SampleReport.WEEK.previous())
                        .slice("kind", "voice_note")
                        .value(3_500));
        assertThat(sample.page().lead())
                .isEqualTo("Messages sent rose 39.4% to 14,000; 88% of the change came from voice notes.");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_DATA,No data,Nothing was recorded",
        "NOT_OBSERVABLE,Not observable,The sources do not report",
        "SUPPRESSED,Suppressed,Too few people",
        "IMMATURE,Too early,has not passed",
        "INVALID,Not valid,withheld"
    })
    void saysWhyANumberIsNotThere(Status status, String word, String sentence) {
        SampleReport sample = SampleReport.ordinary();
        for (String metric :
                List.of("active_contacts", "messages_sent", "reply_rate", "reached_contacts", "retention_on")) {
            sample.change(metric, row -> row.status(status));
        }
        WeeklyPage page = sample.page();
        for (int tile : new int[] {0, 1, 2}) {
            assertThat(page.tiles().get(tile).value()).isEqualTo(word);
            assertThat(page.tiles().get(tile).isNumber()).isFalse();
            assertThat(page.tiles().get(tile).change()).contains(sentence);
        }
        for (String id : List.of("engagement", "funnel", "kinds", "cohorts")) {
            Card card = SampleReport.card(page, id);
            assertThat(card.hasPicture()).as(card.id()).isFalse();
            assertThat(card.notes()).as(card.id()).anyMatch(note -> note.contains(sentence));
        }
    }

    @Test
    void showsADayWithoutDataAsAGapAndSaysSo() {
        WeeklyPage page = SampleReport.ordinary()
                .without("active_contacts", LocalDate.of(2026, 11, 11), Period.Unit.DAY)
                .page();
        Card week = page.cards().get(0);
        assertThat(week.wide()).contains(">no data</text>");
        assertThat(week.notes()).containsExactly("Nothing was recorded on Wed\u00a011: shown as a gap, not as zero.");
        assertThat(week.table().rows().get(2).get(1)).isEqualTo("No data");
        assertThat(page.callOuts().get(0).head()).isEqualTo("Data gap:");
        assertThat(page.footer().get(0)).isEqualTo("Data for 6 of 7 days.");
    }

    @Test
    void saysLateWhereADayIsNotOverForEverySource() {
        WeeklyPage page = SampleReport.ordinary()
                .without("active_contacts", LocalDate.of(2026, 11, 15), Period.Unit.DAY)
                .completeUntil("2026-11-14T23:00:00Z")
                .page();
        Card week = SampleReport.card(page, "engagement");
        assertThat(week.table().rows().get(6).get(1)).isEqualTo("Late");
        assertThat(week.notes()).containsExactly("Not complete yet: Sun\u00a015. What is missing may still come.");
        assertThat(page.callOuts().get(0).head()).isEqualTo("Late data:");
        assertThat(page.footer().get(1)).contains("complete only until 15\u00a0Nov\u00a02026");
    }

    @Test
    void showsZeroAsZero() {
        WeeklyPage page = SampleReport.ordinary()
                .put(result("active_contacts", new Period(Period.Unit.DAY, LocalDate.of(2026, 11, 11)))
                        .value(0))
                .page();
        assertThat(page.cards().get(0).table().rows().get(2).get(1)).isEqualTo("0");
        assertThat(page.cards().get(0).wide()).doesNotContain("no data");
    }

    @Test
    void leavesYoungCohortsBlank() {
        Card cohorts = SampleReport.card(SampleReport.ordinary().page(), "cohorts");
        List<String> youngest = cohorts.table().rows().get(WeeklyReport.WEEKS - 1);
        assertThat(youngest)
                .startsWith("week 46", "1,210")
                .contains("Too early")
                .doesNotContain("0.0%");
        assertThat(cohorts.table().rows().get(0)).doesNotContain("Too early");
    }

    @Test
    void isAFirstWeekWhereNothingWasBefore() {
        SampleReport sample = SampleReport.empty()
                .put(result("active_contacts", SampleReport.WEEK).value(30).persons(30))
                .put(result("active_contacts", new Period(Period.Unit.DAY, SampleReport.WEEK.startOn()))
                        .value(12));
        WeeklyPage page = sample.page();
        assertThat(page.lead()).isEqualTo("A first week: 30 active contacts, with nothing before to compare with.");
        assertThat(page.tiles().get(1).change()).isEqualTo("no week before to compare");
    }

    @Test
    void readsWellWithoutASingleNumber() {
        WeeklyPage page = SampleReport.empty().page();
        assertThat(page.lead()).isEqualTo("There are no numbers for this week.");
        assertThat(page.callOuts()).extracting(CallOut::head).containsExactly("No data:");
    }

    @Test
    void showsTheSectionsOfItsPlanInTheirOrderAndFillsEachRow() {
        WeeklyPage page = SampleReport.ordinary()
                .sections(
                        ReportSection.SAFETY,
                        ReportSection.RETENTION,
                        ReportSection.ENGAGEMENT,
                        ReportSection.SERVICE,
                        ReportSection.FUNNEL,
                        ReportSection.CREATIVE,
                        ReportSection.MEDIA)
                .page();
        assertThat(page.lead()).isEmpty();
        assertThat(page.parts().get(0)).isInstanceOf(Part.Numbers.class);
        assertThat(page.cards())
                .extracting(card -> card.id() + " " + card.shape())
                .containsExactly(
                        "cohorts WHOLE",
                        "engagement WIDE",
                        "service THIRD",
                        "funnel SLIM",
                        "creative THIRD",
                        "media THIRD");
        assertThat(page.definitions())
                .extracting(WeeklyPage.Definition::title)
                .contains("Approved at once")
                .doesNotContain("Delivered");
    }

    @Test
    void tellsTheOperatorWhichBrandHasItsReportAndWhatCannotBeKnown() {
        WeeklyPage page = SampleHouse.ordinary().page();
        assertThat(page.lead())
                .startsWith("2 of 4 brands have their report. Reports per thousand reached rose 1.0 to 2.9;");
        assertThat(page.callOuts().get(0).body()).startsWith("Aurora Skincare, Kite & Cut;");
        CardBody.Grid brands = (CardBody.Grid) SampleReport.card(page, "brands").body();
        assertThat(brands.rows())
                .extracting(row -> row.name() + ": " + row.closing())
                .containsExactly(
                        "Aurora Skincare: No report planned",
                        "Kite & Cut: Waits for results · DE",
                        "Maison Verlaine: Delivered · EN, FR",
                        "Northwind Audio: Delivered · EN");
        assertThat(SampleReport.card(page, "incidents").table().rows())
                .anyMatch(row -> row.subList(0, 2).equals(List.of("Aurora Skincare", "Not observable")));
        assertThat(SampleReport.card(page, "filter").notes())
                .contains("2 breakdowns of too few people are suppressed.");
        assertThat(SampleReport.card(page, "rules").notes())
                .contains("Not observable: contacts without complaint. Needed: the platform’s own event log.");
        CardBody.Grid quality =
                (CardBody.Grid) SampleReport.card(page, "quality").body();
        assertThat(quality.rows())
                .extracting(CardBody.Grid.Row::name)
                .containsExactly("All platforms", "TikTok", "WhatsApp");
        assertThat(SampleReport.card(page, "quality").notes())
                .containsExactly("0.24% of all records ever read were known already and are counted once.");
        assertThat(page.footer()).anyMatch(line -> line.startsWith("Not observable from these sources: "));
    }

    @Test
    void tellsOfCreatorRoomsWhoTakesPartAndWhatTheirPostsBring() {
        WeeklyPage page = WeeklyPage.of(Samples.ordinary("creator"), Locale.ENGLISH);
        assertThat(page.lead())
                .startsWith("Bans per thousand room messages rose 2.7 to 4.1; active room members unchanged");
        assertThat(page.tiles().get(2).note()).isEqualTo("Of week 45; too early for week 46");
        assertThat(SampleReport.card(page, "engagement").title()).isEqualTo("Room occupancy through the week");
        assertThat(SampleReport.card(page, "engagement").wide()).contains(">60%</text>");
        assertThat(SampleReport.card(page, "rooms").table().rows())
                .extracting(row -> row.subList(0, 3))
                .containsExactlyInAnyOrder(
                        List.of("atelier", "34.1%", "62.0%"),
                        List.of("backstage", "38.0%", "54.0%"),
                        List.of("premiere", "36.1%", "58.0%"));
        assertThat(SampleReport.card(page, "promos").subtitle()).contains("week 45");
        assertThat(SampleReport.card(page, "promos").table().rows())
                .containsExactlyInAnyOrder(List.of("Launches", "5.2%"), List.of("LIVE events", "3.1%"));
        assertThat(SampleReport.card(page, "crowd").notes()).contains("Not observable: groups with voice calls.");
        WeeklyPage empty = WeeklyPage.of(Samples.empty("creator"), Locale.ENGLISH);
        assertThat(SampleReport.card(empty, "rooms").notes())
                .containsExactly("There was no creator room in this week.");
        assertThat(SampleReport.card(empty, "promos").notes())
                .containsExactly("No post of these rooms promoted anything.");
    }

    @Test
    void leavesOutWhatABrandDoesNotHaveButNotWhatIsMissingThisWeek() {
        assertThat(WeeklyPage.of(Samples.ordinary("plain"), Locale.ENGLISH).cards())
                .extracting(Card::id)
                .contains("engagement", "cohorts", "service", "media")
                .doesNotContain("campaigns", "attribution", "experiments");
        assertThat(SampleReport.ordinary()
                        .without("voice_play_rate", SampleReport.WEEK.startOn(), Period.Unit.WEEK)
                        .page()
                        .cards())
                .extracting(Card::id)
                .contains("media");
        assertThat(SampleReport.empty().page().cards()).extracting(Card::id).contains("campaigns", "media");
    }

    @Test
    void saysByHowMuchANumberIsBeyondALimitThatIsWrittenAlike() {
        assertThat(WeeklyPage.of(Samples.ordinary("alert"), Locale.ENGLISH).callOuts())
                .extracting(CallOut::body)
                .anyMatch(body -> body.startsWith(
                        "First response time at 40\u00a0min (+30\u00a0sec), above the limit of 40\u00a0min."));
    }

    @Test
    void saysWhereItsNumbersComeFrom() {
        assertThat(SampleReport.ordinary().page().footer())
                .last()
                .asString()
                .contains("snapshot 8417203345", "run 3f9c2a7d51e0", "Europe/Paris", "16\u00a0Nov\u00a02026");
    }

    @Test
    void fallsBackToEnglishWhole() {
        WeeklyPage page = WeeklyPage.of(SampleReport.ordinary().report(), Locale.forLanguageTag("rm"));
        assertThat(page.words().language()).isEqualTo("en");
        assertThat(page.tiles().get(0).value()).isEqualTo("18,200");
    }
}
