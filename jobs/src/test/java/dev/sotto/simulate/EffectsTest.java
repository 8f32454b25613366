package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what the world file plants is really in what happens, in the size that it declares. */
class EffectsTest {

    private static final int NEIGHBOURHOODS = 120;
    private static final String NOTHING = """
            effects:
              voice-reply: {0: 1, 15: 1, 30: 1, 45: 1}
              share-opener-reply: 1
              block-reply: 1
              reply-converts: 1
              teaser-gap: {3: 1, 45: 1, 600: 1}
              reminder-habituates: 1
              pack-goes-on: [1]
              thanks-order: 1
              group-asks: 1
              unanswered-leaves: 1
              voice-approves: 1
              voice-decides: 1
            """;

    private static List<EffectTruth> truth = List.of();
    private static final List<SimulatedEvent> EVENTS = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void live() {
        truth = live(World.read(null), EVENTS);
    }

    private static List<EffectTruth> live(World world, List<SimulatedEvent> events) {
        EffectLedger ledger = new EffectLedger();
        Neighbourhood neighbourhood = new Neighbourhood(
                world, new Calendar(SimulationSettings.DEFAULT_START_ON, SimulationSettings.DEFAULT_WEEKS), 3, ledger);
        for (int number = 0; number < NEIGHBOURHOODS; number++) {
            events.addAll(neighbourhood.live(number));
        }
        return EffectTruth.all(ledger);
    }

    private List<EffectTruth> live(String yaml) throws IOException {
        return live(World.read(Files.writeString(folder.resolve("world.yaml"), yaml)), new ArrayList<>());
    }

    private static EffectTruth arm(List<EffectTruth> all, Effect effect, String campaign, String arm) {
        return all.stream()
                .filter(one -> one.effect() == effect && one.campaignId().equals(campaign))
                .filter(one -> one.arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void drawsLotsInEveryArm(Effect effect) {
        List<EffectTruth> arms =
                truth.stream().filter(one -> one.effect() == effect).toList();
        assertThat(arms).isNotEmpty();
        assertThat(arms).anyMatch(one -> one.arm().equals(effect.control()) && one.units() > 30);
        if (effect != Effect.BLOCK_RECOVERED) {
            assertThat(arms).anyMatch(one -> !one.arm().equals(effect.control()) && one.units() > 30);
        }
    }

    /** Hits are counted from the lots, chances from the world file: they must agree within chance, four and a half sigma. */
    @Test
    void letsLotsFallAsTheirChancesSay() {
        for (EffectTruth one : truth) {
            if (one.effect().unit() == Effect.Unit.CHANCE) {
                double sigma = Math.sqrt(one.units() * one.chance() * (1 - one.chance()));
                assertThat((double) one.hits())
                        .as("%s %s %s", one.effect(), one.campaignId(), one.arm())
                        .isCloseTo(one.units() * one.chance(), within(4.5 * sigma + 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE_REPLY,verlaine-le-cercle,voice_from_0_s,1.2",
        "VOICE_REPLY,verlaine-le-cercle,voice_from_15_s,1.4",
        "VOICE_REPLY,verlaine-atelier,voice_from_15_s,1.4",
        "OPENER_REPLY,verlaine-nuit-de-soie,platform_share,1.15",
        "BLOCK_REPLY,northwind-one-minute-setup,blocked,0.85",
        "SIGNATURE_REPLY,northwind-one-minute-setup,b,1",
        "REPLY_CONVERTS,verlaine-le-cercle,reply,2.2",
        "REPLY_CONVERTS,northwind-one-minute-setup,reply,2.2",
        "ORDER_CONVERTS,northwind-one-minute-setup,explanation-first,0.7",
        "GAP_CONVERTS,northwind-one-minute-setup,gap_45_min,0.9",
        "GAP_CONVERTS,northwind-one-minute-setup,gap_600_min,0.7",
        "PACK_POSITION,'',2,0.92",
        "PACK_POSITION,'',4,0.72864",
        "REMINDER_DETERS,'',2,0.75",
        "REMINDER_DETERS,'',3,0.5625",
        "THANKS_ORDER,'',message,1.6",
        "GROUP_ASKS,'',group,0.7",
        "UNANSWERED_LEAVES,'',unanswered,3",
        "VOICE_APPROVES,northwind-reel-review,voice_note,1.25",
        "VOICE_DECIDES,northwind-reel-review,voice_note,0.55"
    })
    void hasTheSizeThatItDeclares(Effect effect, String campaign, String arm, double size) {
        assertThat(arm(truth, effect, campaign, arm).effectIsTimes()).isCloseTo(size, within(0.02 * size));
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE_REPLY,verlaine-le-cercle,voice_from_15_s,0.05",
        "SIGNATURE_REPLY,northwind-one-minute-setup,b,0.05",
        "SIGNATURE_REPLY,verlaine-le-cercle,b,0.05",
        "ORDER_CONVERTS,northwind-one-minute-setup,explanation-first,0.08",
        "GAP_CONVERTS,northwind-one-minute-setup,gap_600_min,0.15",
        "VOICE_APPROVES,northwind-reel-review,voice_note,0",
        "VOICE_DECIDES,northwind-reel-review,voice_note,0"
    })
    void isNotConfoundedWhereLotsDecide(Effect effect, String campaign, String arm, double tolerance) {
        assertThat(arm(truth, effect, campaign, arm).unlikeIsTimes()).isCloseTo(1, within(tolerance + 1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE_REPLY,verlaine-atelier,voice_from_15_s,1.1",
        "REPLY_CONVERTS,verlaine-atelier,reply,1.03",
        "REPLY_CONVERTS,northwind-one-minute-setup,reply,1.03"
    })
    void makesTheNaiveEstimateTooHighByAKnownAmountWhereItIsConfounded(
            Effect effect, String campaign, String arm, double atLeast) {
        EffectTruth one = arm(truth, effect, campaign, arm);
        assertThat(one.unlikeIsTimes()).isGreaterThan(atLeast);
        assertThat(Objects.requireNonNull(one.naiveIsTimes()) / one.effectIsTimes())
                .isCloseTo(Objects.requireNonNull(one.unlikeIsTimes()), within(1e-9));
        EffectTruth control = arm(truth, effect, campaign, effect.control());
        double seen = ((double) one.hits() / one.units()) / ((double) control.hits() / control.units());
        double sigma = seen * Math.sqrt(1.0 / one.hits() + 1.0 / control.hits());
        assertThat(seen).isCloseTo(one.naiveIsTimes(), within(4 * sigma));
    }

    @Test
    void confoundsTheMessageAfterPurchaseWhereTheWorldTiltsIt() throws IOException {
        double tilted = Objects.requireNonNull(
                arm(live("effects: {thanks-share: 0.4, thanks-tilt: 3}"), Effect.THANKS_ORDER, "", "message")
                        .unlikeIsTimes());
        double byLot = Objects.requireNonNull(
                arm(truth, Effect.THANKS_ORDER, "", "message").unlikeIsTimes());
        assertThat(tilted).isGreaterThan(byLot + 0.1);
    }

    @Test
    void plantsNothingWhereEveryFactorIsOne() throws IOException {
        List<EffectTruth> none = live(NOTHING);
        assertThat(none).hasSizeGreaterThan(50);
        assertThat(none)
                .filteredOn(one -> one.effect() != Effect.ORDER_CONVERTS)
                .allSatisfy(one -> assertThat(one.effectIsTimes()).isCloseTo(1, within(1e-6)));
    }

    @Test
    void countsWhatBooksApartHoldAsOne() {
        EffectLedger one = new EffectLedger();
        EffectLedger two = new EffectLedger();
        EffectLedger all = new EffectLedger();
        for (int i = 0; i < 10; i++) {
            EffectLedger half = i < 4 ? one : two;
            for (EffectLedger ledger : List.of(half, all)) {
                ledger.lot(Effect.GROUP_ASKS, null, i % 3 == 0 ? "group" : "no_group", 0.1 * i, 0.2, i % 2 == 0);
            }
        }
        two.take(one);
        assertThat(EffectTruth.all(two)).isEqualTo(EffectTruth.all(all)).hasSize(2);
    }

    /** The touches of a campaign drawn by lot, read from the messages alone: voice is replied to more often. */
    @Test
    void showsInTheMessagesThemselves() {
        Map<String, SimulatedEvent> lastTouch = new HashMap<>();
        Map<SimulatedEvent, Boolean> isReplied = new HashMap<>();
        EVENTS.stream()
                .filter(event -> event.type == EventType.MESSAGE_SENT && event.isOneToOne())
                .sorted((one, other) -> Long.compare(one.at, other.at))
                .forEach(event -> {
                    String thread = String.valueOf(event.text(EventField.THREAD_ID));
                    if (String.valueOf(event.text(EventField.TEMPLATE_ID)).startsWith("verlaine-le-cercle")) {
                        lastTouch.put(thread, event);
                        isReplied.put(event, false);
                    } else if (event.isByContact() && "verlaine-le-cercle".equals(event.text(EventField.CAMPAIGN_ID))) {
                        isReplied.computeIfPresent(lastTouch.get(thread), (touch, ignored) -> true);
                    }
                });
        long[] touches = new long[2];
        long[] replies = new long[2];
        isReplied.forEach((touch, replied) -> {
            int arm = "voice_note".equals(touch.text(EventField.KIND)) ? 1 : 0;
            touches[arm]++;
            replies[arm] += replied ? 1 : 0;
        });
        double ratio = ((double) replies[1] / touches[1]) / ((double) replies[0] / touches[0]);
        double sigma = ratio * Math.sqrt(1.0 / replies[0] + 1.0 / replies[1]);
        assertThat(touches[0]).isGreaterThan(300);
        assertThat(ratio).isCloseTo(1.35, within(3 * sigma)).isGreaterThan(1 + sigma);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{pack-goes-on: []}|pack-goes-on", "{voice-replies: {0: 1}}|voice-replies"})
    void refusesEffectsThatItDoesNotKnow(String effects, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("world.yaml"), "effects: " + effects);
        assertThatThrownBy(() -> World.read(file))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining(complaint);
    }
}
