package dev.sotto.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.SottoException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisclosureControlTest {

    @ParameterizedTest
    @CsvSource({"0, SUPPRESSED", "1, SUPPRESSED", "49, SUPPRESSED", "50, OK", "51, OK"})
    void looksAtPersonsAndNeverAtEvents(long persons, Status expected) {
        // Another metric has people in it, so that nothing here is empty by structure.
        Disclosure disclosure = disclose(Given.messages(10_000, persons), Given.rate("reply_rate", 500, 1000));
        PartnerRow row = row(disclosure, "messages_sent");
        assertThat(row.status()).isEqualTo(expected);
        if (expected == Status.SUPPRESSED) {
            assertThat(numbers(row)).containsOnlyNulls();
            assertThat(row.flags()).isEmpty();
        } else {
            assertThat(row.value()).isEqualTo(10_000);
            assertThat(row.persons()).isEqualTo(persons);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, SUPPRESSED",
        "49, 1000, SUPPRESSED",
        "50, 1000, OK",
        "950, 1000, OK",
        "951, 1000, SUPPRESSED",
        "1000, 1000, SUPPRESSED",
        "50, 99, SUPPRESSED"
    })
    void asksForEnoughPersonsOnBothSidesOfARate(double numerator, double denominator, Status expected) {
        assertThat(row(disclose(Given.rate("reply_rate", numerator, denominator)), "reply_rate")
                        .status())
                .isEqualTo(expected);
        assertThat(row(disclose(Given.rate("filter_hit_rate", numerator, denominator)), "filter_hit_rate")
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void withholdsASecondCampaignWhereOneAloneCouldBeSubtracted() {
        List<Given> rows = List.of(
                Given.messages(900, 430),
                Given.messages(30, 30).in("small"),
                Given.messages(270, 100).in("middle"),
                Given.messages(600, 300).in("large"));
        Disclosure disclosure = disclose(rows.toArray(Given[]::new));
        assertThat(disclosure.suppressed()).isEqualTo(2);
        assertThat(disclosure.rows())
                .filteredOn(row -> row.status() == Status.SUPPRESSED)
                .extracting(PartnerRow::campaignId)
                .containsExactlyInAnyOrder("small", "middle");
    }

    @Test
    void withholdsAShareThatTellsAWithheldCountOfMessages() {
        Disclosure disclosure = disclose(
                Given.messages(1000, 400),
                Given.messages(450, 300).by("kind", "text"),
                Given.messages(450, 300).by("kind", "media_pack"),
                Given.messages(100, 3).by("kind", "voice_note"),
                Given.rate("format_share", 450, 1000).from(400).by("kind", "text"),
                Given.rate("format_share", 450, 1000).from(400).by("kind", "media_pack"),
                Given.rate("format_share", 100, 1000).from(400).by("kind", "voice_note"));
        assertThat(disclosure.rows())
                .filteredOn(row -> "voice_note".equals(row.sliceValue()))
                .extracting(PartnerRow::status)
                .containsOnly(Status.SUPPRESSED);
        assertThat(disclosure.suppressed()).isEqualTo(4);
    }

    @Test
    void leavesOutEveryBandOfAge() {
        Disclosure disclosure = disclose(
                Given.rate("filter_hit_rate", 500, 1000),
                Given.rate("filter_hit_rate", 300, 600).by("age_band,side", "18_plus,sender"),
                Given.rate("filter_hit_rate", 100, 200).by("age_band,side", "16_17,sender"),
                Given.rate("filter_hit_rate", 100, 200).by("age_band,side", "unknown,sender"),
                Given.rate("filter_hit_rate", 100, 200).by("cohort", "under_16"),
                Given.rate("filter_hit_rate", 100, 200).by("cohort", "grown"));
        assertThat(disclosure.rows())
                .singleElement()
                .extracting(PartnerRow::slice)
                .isNull();
    }

    @Test
    void leavesOutWhoOfTheBrandItWas() {
        Disclosure disclosure = disclose(
                Given.rate("satisfaction_rate", 500, 1000),
                Given.rate("satisfaction_rate", 300, 600).by("agent", "a-1"),
                Given.rate("satisfaction_rate", 200, 400).by("agent", "a-2"));
        assertThat(disclosure.rows())
                .singleElement()
                .extracting(PartnerRow::slice)
                .isNull();
    }

    @Test
    void leavesOutOtherBrandsOtherScopesSharedCampaignsAndTheOperatorsMetrics() {
        Result own = Given.messages(900, 430).result();
        List<Result> results = new ArrayList<>(List.of(
                own,
                Given.messages(800, 400).of("rival").result(),
                Given.messages(700, 300).in("shared").result(),
                Given.messages(700, 300).of("rival").in("shared").result(),
                new Given("age_denials", "acme", null, null, null, null, 900.0, 900.0, null, 900, 0, Status.OK)
                        .result()));
        for (String scope : List.of("all", "platform")) {
            results.add(new Result(
                    own.metric(),
                    scope,
                    "tiktok",
                    scope.equals("all") ? null : "acme",
                    null,
                    own.period(),
                    own.periodStartOn(),
                    null,
                    null,
                    9.0,
                    9.0,
                    null,
                    900,
                    0,
                    null,
                    null,
                    Status.OK,
                    own.flags(),
                    own.unit(),
                    1,
                    "7"));
        }
        Disclosure disclosure =
                DisclosureControl.standard().disclose("acme", results, Given.CATALOGUE, ToldBefore.NOTHING);
        assertThat(disclosure.rows()).containsExactly(PartnerRow.of("acme", own));
    }

    @Test
    void withholdsPendingUnitsThatAreFew() {
        PartnerRow few = row(disclose(Given.rate("reply_rate", 500, 1000).waiting(49)), "reply_rate");
        assertThat(few.status()).isEqualTo(Status.OK);
        assertThat(few.pending()).isNull();
        assertThat(few.flags()).isEqualTo(PartnerRow.PENDING_SUPPRESSED);
        PartnerRow many = row(disclose(Given.rate("reply_rate", 500, 1000).waiting(50)), "reply_rate");
        assertThat(many.pending()).isEqualTo(50);
        assertThat(many.flags()).isEmpty();
        PartnerRow none = row(disclose(Given.rate("reply_rate", 500, 1000)), "reply_rate");
        assertThat(none.pending()).isZero();
    }

    @Test
    void tellsOfImmatureRowsOnlyWhereManyWait() {
        Given base = Given.rate("reply_rate", 0, 0);
        Given people = Given.messages(900, 430);
        assertThat(row(disclose(people, base.waiting(10).being(Status.IMMATURE)), "reply_rate")
                        .status())
                .isEqualTo(Status.SUPPRESSED);
        PartnerRow many = row(disclose(people, base.waiting(80).being(Status.IMMATURE)), "reply_rate");
        assertThat(many.status()).isEqualTo(Status.IMMATURE);
        assertThat(many.pending()).isEqualTo(80);
        assertThat(many.persons()).isNull();
    }

    @Test
    void withholdsNothingElseForACampaignWithoutAnybody() {
        Disclosure disclosure = disclose(
                Given.messages(900, 430),
                Given.messages(450, 230).in("one"),
                Given.messages(450, 230).in("other"),
                Given.messages(0, 0).in("over"));
        assertThat(disclosure.rows())
                .filteredOn(row -> row.status() == Status.SUPPRESSED)
                .extracting(PartnerRow::campaignId)
                .containsExactly("over");
    }

    @Test
    void keepsWithheldWhatAnEarlierExportWithheld() {
        Given[] first = {
            Given.messages(900, 430),
            Given.messages(30, 30).in("small"),
            Given.messages(270, 100).in("middle"),
            Given.messages(600, 300).in("large")
        };
        Given[] later = {
            Given.messages(1200, 630),
            Given.messages(330, 230).in("small"),
            Given.messages(270, 100).in("middle"),
            Given.messages(600, 300).in("large")
        };
        Disclosure before = disclose(first);
        Disclosure now = DisclosureControl.standard()
                .disclose("acme", results(later), Given.CATALOGUE, new ToldBefore(before.rows()));
        assertThat(now.rows())
                .filteredOn(row -> row.status() == Status.SUPPRESSED)
                .extracting(PartnerRow::campaignId)
                .containsExactlyInAnyOrder("small", "middle");
    }

    @Test
    void publishesALargeBrandAsItIs() {
        List<Given> rows = new ArrayList<>(List.of(Given.messages(9000, 4000), Given.rate("reply_rate", 900, 2000)));
        for (String campaign : List.of("a", "b")) {
            rows.add(Given.messages(4500, 2000).in(campaign));
            rows.add(Given.rate("reply_rate", 450, 1000).in(campaign));
        }
        Disclosure disclosure = disclose(rows.toArray(Given[]::new));
        assertThat(disclosure.suppressed()).isZero();
        assertThat(disclosure.rows()).hasSize(6);
    }

    @Test
    void canOnlyBeRaised() {
        assertThat(DisclosureControl.raisedTo(100).threshold()).isEqualTo(100);
        assertThatThrownBy(() -> DisclosureControl.raisedTo(49))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("never lowered");
        Disclosure disclosure = DisclosureControl.raisedTo(100)
                .disclose("acme", results(Given.messages(900, 99)), Given.CATALOGUE, ToldBefore.NOTHING);
        assertThat(disclosure.suppressed()).isOne();
    }

    private static Disclosure disclose(Given... rows) {
        return DisclosureControl.standard().disclose("acme", results(rows), Given.CATALOGUE, ToldBefore.NOTHING);
    }

    private static List<Result> results(Given... rows) {
        return Stream.of(rows).map(Given::result).toList();
    }

    private static PartnerRow row(Disclosure disclosure, String metric) {
        return disclosure.rows().stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> numbers(PartnerRow row) {
        return Stream.of(
                        PartnerColumn.VALUE,
                        PartnerColumn.NUMERATOR,
                        PartnerColumn.DENOMINATOR,
                        PartnerColumn.PERSONS,
                        PartnerColumn.PENDING,
                        PartnerColumn.CI_LOW,
                        PartnerColumn.CI_HIGH)
                .map(column -> column.of(row))
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }
}
