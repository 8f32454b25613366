package dev.sotto.fold;

import static dev.sotto.domain.EventType.CONTEST_DECIDED;
import static dev.sotto.domain.EventType.CONTEST_ENTERED;
import static dev.sotto.fold.Told.HOUR;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestFoldTest {
    private final Told told = new Told();

    private void entered(String entry, long at, String form) {
        told.tell(CONTEST_ENTERED, at)
                .byContact()
                .of("c")
                .about(entry, null, form, -1)
                .then();
    }

    private void decided(String entry, long at, String decision, String by) {
        told.tell(CONTEST_DECIDED, at)
                .because("rejected".equals(decision) ? "off_topic" : null)
                .about(entry, by, decision, -1)
                .then();
    }

    private List<Map<String, Object>> entries() {
        return told.to(new ContestFold(Told.settings()));
    }

    @Test
    void letsTheLastDecisionStandAndRemembersTheHuman() {
        entered("n", 0, "text_first");
        decided("n", HOUR, "rejected", "human");
        decided("n", 2 * HOUR, "accepted", "rule");
        assertThat(entries())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("entry_id", "n")
                        .containsEntry("contact_id", Told.CONTACT)
                        .containsEntry("form", "text_first")
                        .containsEntry("entered_at", START)
                        .containsEntry("decided_at", START + 2 * HOUR)
                        .containsEntry("decision", "accepted")
                        .containsEntry("reason", null)
                        .containsEntry("is_by_human", true));
    }

    @Test
    void countsAnEntryOnceAndNoDecisionWithoutOne() {
        entered("n", 0, "media_only");
        entered("n", HOUR, "text_first");
        decided("elsewhere", HOUR, "accepted", "human");
        assertThat(entries())
                .extracting(row -> row.get("form"), row -> row.get("decision"))
                .containsExactly(tuple("media_only", null));
    }

    @Test
    void meansTheLastEntryOfAPersonWhereNoneHasAnId() {
        entered(null, 0, "text_only");
        decided(null, 1, "rejected", "rule");
        entered(null, 2, "text_first");
        decided(null, 3, "accepted", "rule");
        assertThat(entries())
                .extracting(row -> row.get("form"), row -> row.get("decision"), row -> row.get("is_by_human"))
                .containsExactly(tuple("text_only", "rejected", false), tuple("text_first", "accepted", false));
    }
}
