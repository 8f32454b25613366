package dev.sotto.fold;

import static dev.sotto.domain.EventType.MESSAGE_SENT;
import static dev.sotto.domain.EventType.REMINDER_SHOWN;
import static dev.sotto.fold.Told.MINUTE;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReminderFoldTest {
    private final Told told = new Told();

    private List<Map<String, Object>> reminders() {
        return told.to(new ReminderFold(Told.settings()));
    }

    private void shown(String compose, String outcome, long at) {
        told.tell(REMINDER_SHOWN, at).byContact().composed(compose, outcome).then();
    }

    private void sent(String compose, long at) {
        told.tell(MESSAGE_SENT, at)
                .byContact()
                .message("m" + at, "media_pack")
                .composed(compose, null)
                .then();
    }

    @Test
    void waitsTenMinutesForTheMessage() {
        shown("k", "continued", 0);
        shown("l", null, 1);
        sent("k", 10 * MINUTE);
        sent("l", 10 * MINUTE + 2);
        assertThat(reminders())
                .extracting(
                        row -> row.get("compose_id"),
                        row -> row.get("outcome"),
                        row -> row.get("sent_at"),
                        row -> row.get("person_id"))
                .containsExactly(
                        tuple("k", "continued", START + 10 * MINUTE, Told.CONTACT),
                        tuple("l", null, null, Told.CONTACT));
    }

    @Test
    void countsTheLastReminderOfAComposing() {
        shown("k", "edited", 0);
        sent("k", 1);
        shown("k", "cancelled", 2);
        assertThat(reminders())
                .extracting(row -> row.get("shown_at"), row -> row.get("outcome"), row -> row.get("sent_at"))
                .containsExactly(tuple(START + 2, "cancelled", null));
    }

    @Test
    void takesTheMessageOfThePersonAndThreadWhereNoComposingIsNamed() {
        shown(null, null, 0);
        told.tell(MESSAGE_SENT, 1).message("m", "text").then();
        told.tell(MESSAGE_SENT, 2).byContact().in("else").message("m", "text").then();
        sent("k", 3);
        assertThat(reminders()).extracting(row -> row.get("sent_at")).containsExactly(START + 3);
    }

    @Test
    void knowsTheMessageOfAComposingInWhateverThread() {
        shown("k", null, 0);
        told.tell(MESSAGE_SENT, 1)
                .byContact()
                .in("else")
                .message("m", "media_pack")
                .composed("k", null)
                .then();
        assertThat(reminders()).extracting(row -> row.get("sent_at")).containsExactly(START + 1);
    }

    /** A step of a story: shown or sent, of one of two composings or of none, some minutes after the last. */
    record Step(boolean isShown, String compose, int minutes) {}

    @Property(tries = 400)
    void findsWhatLookingThroughAllMessagesFinds(@ForAll("stories") List<Step> story) {
        Told all = new Told();
        List<Long> at = new ArrayList<>();
        long now = 0;
        for (Step step : story) {
            now += step.minutes() * MINUTE;
            at.add(now);
            all.tell(step.isShown() ? REMINDER_SHOWN : MESSAGE_SENT, now)
                    .byContact()
                    .message("m", step.isShown() ? null : "media_pack")
                    .composed(step.compose(), null)
                    .then();
        }
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 0; i < story.size(); i++) {
            Step shown = story.get(i);
            if (shown.isShown() && !isShownAgain(story, i)) {
                Object sent = null;
                for (int j = story.size() - 1; j > i; j--) {
                    Step later = story.get(j);
                    boolean isOfIt = later.compose() == null
                            || shown.compose() == null
                            || later.compose().equals(shown.compose());
                    if (!later.isShown() && isOfIt && at.get(j) - at.get(i) <= 10 * MINUTE) {
                        sent = START + at.get(j);
                    }
                }
                List<Object> row = new ArrayList<>();
                row.add(START + at.get(i));
                row.add(sent);
                expected.add(row);
            }
        }
        assertThat(all.to(new ReminderFold(Told.settings())))
                .extracting(row -> {
                    List<Object> seen = new ArrayList<>();
                    seen.add(row.get("shown_at"));
                    seen.add(row.get("sent_at"));
                    return seen;
                })
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean isShownAgain(List<Step> story, int i) {
        String compose = story.get(i).compose();
        return compose != null
                && story.stream().skip(i + 1L).anyMatch(later -> later.isShown() && compose.equals(later.compose()));
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of("k", "l").injectNull(0.3),
                        Arbitraries.integers().between(0, 6))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }
}
