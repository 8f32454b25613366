package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Workspace.Input;
import dev.sotto.domain.AgeBand;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventType;
import dev.sotto.domain.ExchangeRate;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Source;
import dev.sotto.domain.Spending;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    Path folder;

    private TestWorkspace workspace() {
        return new TestWorkspace(folder);
    }

    @Test
    void hasADefaultForEverySetting() {
        Workspace workspace = workspace().read();

        assertThat(workspace.directory()).isEqualTo(folder);
        assertThat(workspace.zone()).isEqualTo(UTC);
        assertThat(workspace.asOf()).isEmpty();
        assertThat(workspace.inputs()).isEmpty();
        assertThat(workspace.maxRejectShare()).isEqualTo(0.05);
        assertThat(workspace.conversationGap()).isEqualTo(Duration.ofHours(24));
        assertThat(workspace.plausibleFrom()).isEqualTo("2000-01-01T00:00:00Z");
        assertThat(workspace.warehouseDirectory()).isEqualTo(folder.resolve(".sotto/warehouse"));
        assertThat(workspace.outputDirectory()).isEqualTo(folder.resolve(".sotto/output"));
        assertThat(workspace.campaigns()).isEmpty();
        assertThat(workspace.rates()).isEmpty();
        assertThat(workspace.sources()).isEmpty();
        assertThat(workspace.reports()).isEmpty();
        assertThat(workspace.policies()).containsExactly(PlatformPolicy.BUILT_IN);
        assertThat(workspace.undeclared())
                .containsExactly("campaigns.yaml", "rates.csv", "platforms.yaml", "sources.yaml", "reports");
    }

    @Test
    void readsEverySetting() {
        Workspace workspace = workspace()
                .write("sotto.yaml", """
                        zone: Europe/Paris
                        as-of: 2026-06-29
                        inputs: [log, {path: table.csv, mapping: mappings/table.yaml}]
                        max-reject-share: 0.5
                        conversation-gap: PT90M
                        plausible-from: 2004-01-01
                        brands: data/b.yaml
                        warehouse: w
                        output: /tmp/o
                        """)
                .write("data/b.yaml", "brands: []")
                .read();

        assertThat(workspace.zone()).isEqualTo(PARIS);
        assertThat(workspace.asOf()).contains(Instant.parse("2026-06-29T21:59:59.999Z"));
        assertThat(workspace.inputs())
                .containsExactly(
                        new Input(folder.resolve("log"), Optional.empty()),
                        new Input(folder.resolve("table.csv"), Optional.of(folder.resolve("mappings/table.yaml"))));
        assertThat(workspace.maxRejectShare()).isEqualTo(0.5);
        assertThat(workspace.conversationGap()).isEqualTo(Duration.ofMinutes(90));
        assertThat(workspace.plausibleFrom()).isEqualTo("2003-12-31T23:00:00Z");
        assertThat(workspace.brands()).isEmpty();
        assertThat(workspace.warehouseDirectory()).isEqualTo(folder.resolve("w"));
        assertThat(workspace.outputDirectory()).isEqualTo(Path.of("/tmp/o"));
    }

    @Test
    void givesABrandItsDefaults() {
        Workspace workspace =
                workspace().write("sotto.yaml", "zone: Europe/Paris").read();

        assertThat(workspace.brands()).containsExactly(new Brand("aurora", "Aurora", PARIS, Locale.ENGLISH, "EUR"));
    }

    @Test
    void givesACampaignItsDefaults() {
        Workspace workspace = workspace().write("campaigns.yaml", """
                        campaigns:
                          - {id: c, brand: aurora, name: C, scenario: contest, type: promo, start: 2026-04-06}
                        """).read();

        assertThat(workspace.campaigns())
                .containsExactly(new Campaign(
                        "c",
                        "aurora",
                        "C",
                        "contest",
                        "promo",
                        LocalDate.of(2026, 4, 6),
                        null,
                        EventType.ORDER_PURCHASED,
                        Duration.ofDays(7),
                        false,
                        null,
                        List.of(),
                        Map.of()));
    }

    @Test
    void knowsWhatCampaignsAndThoseElsewhereCost() {
        Workspace workspace = workspace().write("campaigns.yaml", """
                        campaigns:
                          - id: c
                            brand: aurora
                            name: C
                            scenario: contest
                            type: promo
                            start: 2026-04-06
                            end: 2026-04-12
                            spend: [{from: 2026-04-07, to: 2026-04-08, amount-minor: 3}]
                            off-platform: [{name: TV, cost-minor: 5}, {name: Letters}]
                          - id: d
                            brand: aurora
                            name: D
                            scenario: contest
                            type: promo
                            start: 2026-05-04
                            off-platform: [{name: TV, cost-minor: 7, from: 2026-05-05}]
                        """).read();

        assertThat(workspace.spending())
                .containsExactly(
                        new Spending("aurora", "c", LocalDate.of(2026, 4, 7), LocalDate.of(2026, 4, 8), 3),
                        new Spending("aurora", "c", LocalDate.of(2026, 4, 6), LocalDate.of(2026, 4, 12), 5),
                        new Spending("aurora", "d", LocalDate.of(2026, 5, 5), null, 7));
    }

    @Test
    void givesASourceItsDefaults() {
        Workspace workspace =
                workspace().write("sources.yaml", "sources: [{id: shop}]").read();

        assertThat(workspace.sources()).containsExactly(Source.undeclared("shop"));
    }

    @Test
    void givesAPolicyTheLimitsOfTheBuiltInOne() {
        Workspace workspace = workspace()
                .write("platforms.yaml", "policies: [{platform: web, version: a, valid-from: 2026-01-01}]")
                .read();

        PlatformPolicy builtIn = PlatformPolicy.BUILT_IN;
        assertThat(workspace.policies())
                .containsExactly(
                        builtIn,
                        new PlatformPolicy(
                                "web",
                                "a",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                builtIn.voiceMaxMs(),
                                builtIn.packMaxItems(),
                                builtIn.openers(),
                                builtIn.minimumAge(),
                                builtIn.room(),
                                builtIn.filterDefaultOn()));
    }

    @Test
    void readsForWhomTheFilterIsOnByDefault() {
        String policy = "policies: [{platform: web, version: a, valid-from: 2026-01-01, filter-default-on: %s}]";
        assertThat(workspace()
                        .write("platforms.yaml", String.format(policy, "['16_17', 18_plus]"))
                        .read()
                        .policies()
                        .get(1)
                        .filterDefaultOn())
                .containsExactlyInAnyOrder(AgeBand.AGE_16_17, AgeBand.AGE_18_PLUS);
        assertThat(workspace()
                        .write("platforms.yaml", String.format(policy, "[]"))
                        .read()
                        .policies()
                        .get(1)
                        .filterDefaultOn())
                .isEmpty();
    }

    @Test
    void readsAsOfAsAnInstantToo() {
        Workspace workspace = workspace()
                .write("sotto.yaml", "as-of: 2026-06-29T07:00:00+02:00")
                .read();

        assertThat(workspace.asOf()).contains(Instant.parse("2026-06-29T05:00:00Z"));
    }

    @Test
    void keepsWordsThatLookLikeTruthValues() {
        Workspace workspace = workspace()
                .write("brands.yaml", "brands: [{id: no, name: On, locale: no}]")
                .read();

        assertThat(workspace.brands()).containsExactly(new Brand("no", "On", UTC, Locale.forLanguageTag("no"), "EUR"));
    }

    @Test
    void readsRatesOfDays() {
        Workspace workspace = workspace()
                .write("rates.csv", "\uFEFF# comment\r\nday, currency, rate\r\n\r\n2026-04-06, USD, 1.0832\r\n")
                .read();

        assertThat(workspace.rates())
                .containsExactly(new ExchangeRate(LocalDate.of(2026, 4, 6), "USD", new BigDecimal("1.0832")));
    }

    @Test
    void putsTheCommandLineBeforeItsSettings() {
        Workspace workspace = workspace()
                .write("sotto.yaml", "{as-of: 2026-01-01, inputs: [log], zone: Europe/Paris}")
                .read();

        Workspace overridden = workspace.overriddenBy(Overrides.NONE
                .withWarehouse(Path.of("w"))
                .withOutput(Path.of("o"))
                .withInputs(List.of(Path.of("a"), Path.of("b")))
                .withMapping(Path.of("m.yaml"))
                .withAsOf("2026-06-29"));

        assertThat(overridden.warehouseDirectory()).isEqualTo(Path.of("w"));
        assertThat(overridden.outputDirectory()).isEqualTo(Path.of("o"));
        assertThat(overridden.inputs())
                .containsExactly(
                        new Input(Path.of("a"), Optional.of(Path.of("m.yaml"))),
                        new Input(Path.of("b"), Optional.of(Path.of("m.yaml"))));
        assertThat(overridden.asOf()).contains(Instant.parse("2026-06-29T21:59:59.999Z"));
        assertThat(overridden.brands()).isEqualTo(workspace.brands());
    }

    @Test
    void keepsItsSettingsWhereTheCommandLineIsSilent() {
        Workspace workspace = workspace()
                .write("sotto.yaml", "{as-of: 2026-01-01, inputs: [log]}")
                .read();

        Workspace same = workspace.overriddenBy(Overrides.NONE);

        assertThat(same.asOf()).isEqualTo(workspace.asOf());
        assertThat(same.inputs()).isEqualTo(workspace.inputs());
        assertThat(same.warehouseDirectory()).isEqualTo(workspace.warehouseDirectory());
        assertThat(same.outputDirectory()).isEqualTo(workspace.outputDirectory());
    }

    @Test
    void listsPoliciesOldestFirst() {
        Workspace workspace = workspace().write("platforms.yaml", """
                        policies:
                          - {platform: tiktok, version: b, valid-from: 2026-05-01, openers: [text]}
                          - {platform: tiktok, version: a, valid-from: 2025-08-01}
                        """).read();

        assertThat(workspace.policies()).extracting(PlatformPolicy::version).containsExactly("default", "a", "b");
        assertThat(workspace.policies().get(2).openers()).isEqualTo(Set.of("text"));
    }
}
