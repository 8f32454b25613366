package dev.sotto.fold;

import static dev.sotto.domain.EventType.*;
import static dev.sotto.fold.Told.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OriginFoldTest {
    private final Told told = new Told();
    private long clock;

    private void text() {
        told.tell(MESSAGE_SENT, clock++).message("m", "text").then();
    }

    private void checked(String result) {
        told.tell(CONTACT_ORIGIN_CHECKED, clock++).saying(result).then();
    }

    private static List<Map<String, Object>> origins(Told told) {
        return told.to(new OriginFold(Told.settings()));
    }

    @Test
    void failsACheckAfterTheCommitment() {
        text();
        told.tell(PROMO_ISSUED, clock++).then();
        checked("pass");
        assertThat(origins(told))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("initiated_by", "brand")
                        .containsEntry("started_at", START)
                        .containsEntry("committed_at", START + 1)
                        .containsEntry("passed_at", START + 2)
                        .containsEntry("is_verified", false));
    }

    @Test
    void asksForAPassNotForACheck() {
        text();
        checked("fail");
        assertThat(origins(told)).extracting(row -> row.get("is_verified")).containsExactly(false);
        checked("pass");
        assertThat(origins(told)).extracting(row -> row.get("is_verified")).containsExactly(true);
    }

    @Test
    void looksAtThreadsThatABrandBeganOrAnEntryCameIn() {
        told.tell(MESSAGE_SENT, 0).byContact().in("asked").message("m", "text").then();
        told.tell(MESSAGE_SENT, 1).byContact().in("entry").message("m", "text").then();
        told.tell(CONTEST_ENTERED, 2).byContact().in("entry").then();
        told.tell(MESSAGE_SENT, 3)
                .by("bot", "bot", Told.CONTACT, "contact")
                .in("bot")
                .message("m", "text")
                .then();
        told.tell(MESSAGE_SENT, 4).in("group").inGroup().message("m", "text").then();
        told.tell(MESSAGE_SENT, 5).message("m", "text").then();
        assertThat(origins(told)).extracting(row -> row.get("thread_id")).containsExactlyInAnyOrder("entry", "t");
    }

    @Test
    void takesACheckWithoutAThreadForAllThreadsFromThenOn() {
        text();
        told.tell(CONTACT_ORIGIN_CHECKED, clock++).in(null).saying("pass").then();
        told.tell(MESSAGE_SENT, clock++).in("later").message("m", "media_pack").then();
        assertThat(origins(told)).extracting(row -> row.get("is_verified")).containsExactly(true, true);
    }

    /** b the brand's text, m its media, x its contract, c the contact's media, p a pass, f a fail. */
    @Property(tries = 400)
    void findsTheFirstPassBeforeTheFirstCommitment(@ForAll("stories") String story) {
        Told all = new Told();
        for (int i = 0; i < story.length(); i++) {
            char step = story.charAt(i);
            switch (step) {
                case 'b' -> all.tell(MESSAGE_SENT, i).message("m", "text").then();
                case 'm' -> all.tell(MESSAGE_SENT, i).message("m", "media_pack").then();
                case 'c' ->
                    all.tell(MESSAGE_SENT, i)
                            .byContact()
                            .message("m", "media_pack")
                            .then();
                case 'x' -> all.tell(CONTRACT_SENT, i).then();
                default ->
                    all.tell(CONTACT_ORIGIN_CHECKED, i)
                            .saying(step == 'p' ? "pass" : "fail")
                            .then();
            }
        }
        String messages = story.replaceAll("[xpf]", "");
        boolean isOfBrand = !messages.isEmpty() && messages.charAt(0) != 'c';
        assertThat(origins(all))
                .extracting(row -> row.get("is_verified"))
                .isEqualTo(isOfBrand ? List.of(story.matches("[^mx]*p.*")) : List.of());
    }

    @Provide
    Arbitrary<String> stories() {
        return Arbitraries.strings().withChars("bmcxpf").ofMaxLength(8);
    }
}
