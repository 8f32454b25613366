package dev.sotto.fold;

import static dev.sotto.domain.EventType.MESSAGE_DELIVERED;
import static dev.sotto.domain.EventType.MESSAGE_SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlbumFoldTest {
    private static final long SECOND = 1_000;

    private final Told told = new Told();

    @Test
    void joinsPhotosOfOneSenderThatFollowWithinTwoSeconds() {
        photo("m1", 1 * SECOND);
        photo("m2", 3 * SECOND);
        told.tell(MESSAGE_DELIVERED, 4 * SECOND)
                .on("whatsapp")
                .message("m1", null)
                .then();
        photo("m3", 5 * SECOND);
        photo("m4", 7 * SECOND + 1);

        assertThat(albums())
                .singleElement()
                .satisfies(album -> assertThat(album)
                        .containsEntry("first_message_id", "m1")
                        .containsEntry("messages", 3L)
                        .containsEntry("sender_role", "contact"));
    }

    @Test
    void keepsSendersAndThreadsApart() {
        photo("m1", 1 * SECOND);
        told.tell(MESSAGE_SENT, 1 * SECOND)
                .on("whatsapp")
                .message("m2", "media_pack")
                .then();
        told.tell(MESSAGE_SENT, 1 * SECOND)
                .on("whatsapp")
                .byContact()
                .in("g")
                .message("m3", "media_pack")
                .then();

        assertThat(albums()).isEmpty();
    }

    @Test
    void endsAnAlbumWithAnotherMessageOfItsSender() {
        photo("m1", 1 * SECOND);
        told.tell(MESSAGE_SENT, 1 * SECOND + 1)
                .on("whatsapp")
                .byContact()
                .message("m2", "text")
                .then();
        photo("m3", 2 * SECOND);

        assertThat(albums()).isEmpty();
    }

    @Test
    void joinsNothingWhereAlbumsArriveWhole() {
        told.tell(MESSAGE_SENT, 1 * SECOND)
                .byContact()
                .message("m1", "media_pack")
                .then();
        told.tell(MESSAGE_SENT, 1 * SECOND)
                .byContact()
                .message("m2", "media_pack")
                .then();
        told.tell(MESSAGE_SENT, 1 * SECOND)
                .on("whatsapp")
                .byContact()
                .message("m3", "media_pack")
                .items("", 4, 0)
                .then();
        photo("m4", 2 * SECOND);

        assertThat(albums()).isEmpty();
    }

    @Test
    void joinsNothingWhereOnlyMinutesAreKnown() {
        photo("m1", 0);
        photo("m2", 0);

        assertThat(albums()).isEmpty();
    }

    private void photo(String id, long at) {
        told.tell(MESSAGE_SENT, at)
                .on("whatsapp")
                .byContact()
                .message(id, "media_pack")
                .items("", 1, 0)
                .then();
    }

    private List<Map<String, Object>> albums() {
        return told.to(new AlbumFold(Told.settings()));
    }
}
