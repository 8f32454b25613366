package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import dev.sotto.warehouse.Results.Restated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
        WeeklyPage page = quiet().page();
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
        SampleReport drop = quiet();
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
        SampleReport sample = quiet().put(
                        result("messages_sent", SampleReport.WEEK).value(14_000).persons(2_000))
                .put(result("messages_sent", SampleReport.WEEK)
                        .slice("kind", "voice_note")
                        .value(7_000))
                .put(result("messages_sent", SampleReport.WEEK.previous())
                        .slice("kind", "voice_note")
                        .value(3_500));
        assertThat(sample.page().lead())
                .isEqualTo("Messages sent rose 39.4% to 14,000; 88% of the change came from voice notes.");
    }

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
            Card card = card(page, id);
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
        Card week = card(page, "engagement");
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

    @Test
    void leavesYoungCohortsBlank() {
        Card cohorts = card(SampleReport.ordinary().page(), "cohorts");
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
        CardBody.Grid brands = (CardBody.Grid) card(page, "brands").body();
        assertThat(brands.rows())
                .extracting(row -> row.name() + ": " + row.closing())
                .containsExactly(
                        "Aurora Skincare: No report planned",
                        "Kite & Cut: Waits for results · DE",
                        "Maison Verlaine: Delivered · EN, FR",
                        "Northwind Audio: Delivered · EN");
        assertThat(card(page, "incidents").table().rows())
                .anyMatch(row -> row.subList(0, 2).equals(List.of("Aurora Skincare", "Not observable")));
        assertThat(card(page, "filter").notes()).contains("2 breakdowns of too few people are suppressed.");
        assertThat(card(page, "rules").notes())
                .contains("Not observable: contacts without complaint. Needed: the platform’s own event log.");
        CardBody.Grid quality = (CardBody.Grid) card(page, "quality").body();
        assertThat(quality.rows())
                .extracting(CardBody.Grid.Row::name)
                .containsExactly("All platforms", "TikTok", "WhatsApp");
        assertThat(card(page, "quality").notes())
                .containsExactly("0.24% of all records ever read were known already and are counted once.");
        assertThat(page.footer()).anyMatch(line -> line.startsWith("Not observable from these sources: "));
    }

    @Test
    void tellsOfCreatorRoomsWhoTakesPartAndWhatTheirPostsBring() {
        WeeklyPage page = WeeklyPage.of(Samples.ordinary("creator"), Locale.ENGLISH);
        assertThat(page.lead())
                .startsWith("Bans per thousand room messages rose 2.7 to 4.1; active room members unchanged");
        assertThat(page.tiles().get(2).note()).isEqualTo("Of week 45; too early for week 46");
        assertThat(card(page, "engagement").title()).isEqualTo("Room occupancy through the week");
        assertThat(card(page, "engagement").wide()).contains(">60%</text>");
        assertThat(card(page, "rooms").table().rows())
                .extracting(row -> row.subList(0, 3))
                .containsExactlyInAnyOrder(
                        List.of("atelier", "34.1%", "62.0%"),
                        List.of("backstage", "38.0%", "54.0%"),
                        List.of("premiere", "36.1%", "58.0%"));
        assertThat(card(page, "promos").subtitle()).contains("week 45");
        assertThat(card(page, "promos").table().rows())
                .containsExactlyInAnyOrder(List.of("Launches", "5.2%"), List.of("LIVE events", "3.1%"));
        assertThat(card(page, "crowd").notes()).contains("Not observable: groups with voice calls.");
        WeeklyPage empty = WeeklyPage.of(Samples.empty("creator"), Locale.ENGLISH);
        assertThat(card(empty, "rooms").notes()).containsExactly("There was no creator room in this week.");
        assertThat(card(empty, "promos").notes()).containsExactly("No post of these rooms promoted anything.");
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

    @Test
    void tellsByWhatMethodItsNumbersAreMadeAndWithoutWhat() {
        CardBody.Terms method = (CardBody.Terms)
                card(SampleReport.ordinary().withCampaigns().page(), "method").body();
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
                (CardBody.Terms) card(WeeklyPage.of(Samples.ordinary("creator"), Locale.ENGLISH), "method")
                        .body();
        assertThat(rooms.terms().get(1).text()).startsWith("None: ");
    }

    @Test
    void refusesResultsOfAnotherBrand() {
        WeeklyReport own = SampleReport.ordinary().report();
        Result first = own.results().get(0);
        Result foreign = new Result(
                first.metric(),
                "brand",
                null,
                "other",
                null,
                first.period(),
                first.periodStartOn(),
                null,
                null,
                1.0,
                null,
                null,
                1,
                0,
                null,
                null,
                Status.OK,
                first.flags(),
                first.unit(),
                1,
                "1");
        List<Result> mixed = new ArrayList<>(own.results());
        mixed.add(foreign);
        assertThatThrownBy(() -> new WeeklyReport(
                        own.kind(),
                        own.condition(),
                        own.sections(),
                        own.brands(),
                        own.period(),
                        own.zone(),
                        mixed,
                        List.of(),
                        List.of(),
                        own.catalogue(),
                        own.provenance()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhereItsNumbersComeFrom() {
        assertThat(SampleReport.ordinary().page().footer())
                .last()
                .asString()
                .contains("snapshot 8417203345", "run 3f9c2a7d51e0", "Europe/Paris", "16\u00a0Nov\u00a02026");
    }

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

    @Test
    void fallsBackToEnglishWhole() {
        WeeklyPage page = WeeklyPage.of(SampleReport.ordinary().report(), Locale.forLanguageTag("rm"));
        assertThat(page.words().language()).isEqualTo("en");
        assertThat(page.tiles().get(0).value()).isEqualTo("18,200");
    }

    private static Card card(WeeklyPage page, String id) {
        return page.cards().stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Eight weeks in which every number stays where it is. */
    static SampleReport quiet() {
        SampleReport sample = SampleReport.empty();
        for (int back = WeeklyReport.WEEKS - 1; back >= 0; back--) {
            Period week = Period.weekOf(SampleReport.WEEK.startOn().minusWeeks(back));
            sample.put(
                    result("messages_sent", week).value(10_000 + back % 2 * 40).persons(2_000));
            sample.put(result("messages_sent", week).slice("kind", "text").value(6_000));
            sample.put(
                    result("active_contacts", week).value(2_000 + back % 2 * 8).persons(2_000));
            sample.put(result("reply_rate", week).ratio(180 + back % 2, 1000));
            for (int day = 0; day < 7; day++) {
                Period on = new Period(Period.Unit.DAY, week.startOn().plusDays(day));
                sample.put(result("active_contacts", on).value(400 + back % 3));
            }
        }
        return sample;
    }
}
