package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Photos and videos that a platform delivers as a message each although their sender chose them as one album.
 *
 * <p>No source says what belongs together, so this is a guess, kept apart: each photo stays the message that it is.
 */
public final class AlbumFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.albums",
            "Likely albums, a guess: single photos and videos of one sender in a thread, each within 2 s of the one"
                    + " before, where the platform delivers albums in pieces.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("source", "STRING", "The source of its first message."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign of its first message."),
                    new Column("thread_id", "STRING", "The thread."),
                    new Column("sender_id", "STRING", "Who sent it."),
                    new Column("sender_role", "STRING", "The role of who sent it."),
                    new Column("first_message_id", "STRING", "Its first message."),
                    new Column("started_at", "TIMESTAMP", "When its first message was sent."),
                    new Column("started_on", "DATE", "Local day of started_at in the brand's zone."),
                    new Column("started_site_on", "DATE", "Local day of started_at in the site's zone."),
                    new Column("messages", "BIGINT", "How many messages it is made of, two at least.")),
            Layout.AS_THEY_COME);

    private static final String IN_PIECES = "whatsapp";
    private static final long LONGEST_GAP_MS = 2_000;
    private static final long MINUTE_MS = 60_000;

    private final FoldSettings settings;
    private final Map<String, List<FoldEvent>> open = new TreeMap<>();
    private final List<List<FoldEvent>> closed = new ArrayList<>();

    public AlbumFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        String sender = event.actor().id();
        if (!event.isMessage()
                || sender == null
                || event.threadId() == null
                || !event.platform().equals(IN_PIECES)) {
            return;
        }
        String key = event.threadId() + '\u0000' + sender;
        List<FoldEvent> album = open.computeIfAbsent(key, ignored -> new ArrayList<>());
        boolean isPiece = isPiece(event);
        if (!album.isEmpty()
                && (!isPiece || event.at() - album.get(album.size() - 1).at() > LONGEST_GAP_MS)) {
            close(album);
        }
        if (isPiece) {
            album.add(event);
        }
    }

    /** Of a time of whole minutes nobody knows the seconds, as in chat exports. */
    private static boolean isPiece(FoldEvent event) {
        return "media_pack".equals(event.kind()) && event.items() <= 1 && event.at() % MINUTE_MS != 0;
    }

    private void close(List<FoldEvent> album) {
        if (album.size() > 1) {
            closed.add(List.copyOf(album));
        }
        album.clear();
    }

    @Override
    public void finish(RowSink sink) {
        open.values().forEach(this::close);
        closed.forEach(album -> put(album.get(0), album.size(), sink));
        open.clear();
        closed.clear();
    }

    private void put(FoldEvent first, long messages, RowSink sink) {
        String brand = first.brandId();
        sink.row(
                TABLE,
                first.platform(),
                first.source(),
                brand,
                first.campaignId(),
                first.threadId(),
                first.actor().id(),
                first.actor().role(),
                first.messageId(),
                first.at(),
                settings.brandDay(brand, first.at()),
                settings.siteDay(first.at()),
                messages);
    }
}
