package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Media;
import dev.sotto.fold.FoldSettings.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent and done by day: the counts that daily numbers are summed from. */
public final class ActivityFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.activity",
            "One row a campaign, person, thread, local day, direction, role and kind: counts of messages and reactions.",
            List.of(
                    new Column("brand_id", "STRING", "The brand; null for an organic message."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("person_id", "STRING", "The contact; where roles are unknown, who did it."),
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("conversation_kind", "STRING", "one_to_one, or group for groups and rooms."),
                    new Column("direction", "STRING", "inbound, outbound or neither."),
                    new Column("sender_role", "STRING", "Role of who did it; null where unknown."),
                    new Column("kind", "STRING", "Kind of the messages; null on rows of reactions, clicks and plays."),
                    new Column("active_on", "DATE", "Local day in the brand's zone."),
                    new Column("active_site_on", "DATE", "Local day in the site's zone."),
                    new Column(
                            "messages", "BIGINT", "Accepted messages; the platform's own notices are not among them."),
                    new Column("interactions", "BIGINT", "Reactions, clicks and plays of the contact."),
                    new Column("media_items", "BIGINT", "Items of media packs."),
                    new Column("pack_sizes", "ARRAY<INT>", "Items of each media pack whose size is known."),
                    new Column("packs_at_limit", "BIGINT", "Media packs of as many items as the platform lets."),
                    new Column("items_of_origin", "BIGINT", "Items whose origin is known."),
                    new Column("camera_items", "BIGINT", "Items taken with the camera."),
                    new Column("items_of_edits", "BIGINT", "Items of which it is known whether they were edited."),
                    new Column("edited_items", "BIGINT", "Items edited before they were sent."),
                    new Column(
                            "items_of_captions", "BIGINT", "Items of which it is known whether they have a caption."),
                    new Column("captioned_items", "BIGINT", "Items with a caption."),
                    new Column("voice_ms", "ARRAY<INT>", "Length of each voice note whose length is known."),
                    new Column("voices_at_cap", "BIGINT", "Voice notes within a second of the platform's limit."),
                    new Column("compose_ms", "ARRAY<INT>", "From the start of composing to each message it led to."),
                    new Column("hours", "ARRAY<INT>", "Hour of each message in the brand's zone, from 0 to 23."),
                    new Column("age_band", "STRING", "Age band of person_id as known last; null where unknown.")),
            Layout.AS_THEY_COME);

    private record Cell(
            @Nullable String brandId,
            @Nullable String campaignId,
            String platform,
            @Nullable String personId,
            @Nullable String threadId,
            boolean isOneToOne,
            Direction direction,
            @Nullable String senderRole,
            @Nullable String kind,
            int activeOn,
            int siteOn) {}

    /** What a cell counts. */
    private static final class Counts {
        @Nullable
        String ageBand;

        long messages;
        long interactions;
        long items;
        long atLimit;
        final long[] known = new long[6];
        long atCap;
        final List<Integer> packs = new ArrayList<>();
        final List<Integer> voices = new ArrayList<>();
        final List<Integer> composing = new ArrayList<>();
        final List<Integer> hours = new ArrayList<>();
    }

    /** A message this close to the limit of a voice note was cut by it. */
    private static final long CAP_MS = 1_000;

    private final FoldSettings settings;
    private final Map<Cell, Counts> counts = new LinkedHashMap<>();
    private final Map<String, Long> composing = new HashMap<>();

    public ActivityFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.isMessage()) {
            message(event, counts(event, event.direction(), event.kind()));
        } else if (isInteraction(event)) {
            counts(event, Direction.INBOUND, null).interactions++;
        } else if (event.type() == EventType.COMPOSE_STARTED && event.details().composeId() != null) {
            composing.putIfAbsent(event.details().composeId(), event.at());
        }
    }

    private static boolean isInteraction(FoldEvent event) {
        return event.actor().isContact()
                && switch (event.type()) {
                    case MESSAGE_REACTED -> !event.isRemoved();
                    case LINK_CLICKED, MESSAGE_PLAYED -> true;
                    default -> false;
                };
    }

    private void message(FoldEvent event, Counts count) {
        count.messages++;
        count.hours.add(settings.brandHour(event.brandId(), event.at()));
        Details details = event.details();
        Limits limits = settings.limits(event.platform(), event.at());
        if ("voice_note".equals(event.kind()) && details.number() >= 0) {
            count.voices.add((int) Math.min(Integer.MAX_VALUE, details.number()));
            count.atCap += details.number() >= limits.voiceMs() - CAP_MS ? 1 : 0;
        }
        if ("media_pack".equals(event.kind()) && details.media().items() > 0) {
            Media media = details.media();
            count.items += media.items();
            count.packs.add(media.items());
            count.atLimit += media.items() == limits.packItems() ? 1 : 0;
            int[] known = {
                media.ofOrigin(),
                media.ofCamera(),
                media.ofEdits(),
                media.edited(),
                media.ofCaptions(),
                media.captioned()
            };
            for (int i = 0; i < known.length; i++) {
                count.known[i] += known[i];
            }
        }
        Long begun = details.composeId() == null ? null : composing.remove(details.composeId());
        if (begun != null) {
            count.composing.add((int) Math.min(Integer.MAX_VALUE, event.at() - begun));
        }
    }

    private Counts counts(FoldEvent event, Direction direction, @Nullable String kind) {
        Cell cell = new Cell(
                event.brandId(),
                event.campaignId(),
                event.platform(),
                event.contactId() == null ? event.actor().id() : event.contactId(),
                event.threadId(),
                event.isOneToOne(),
                direction,
                event.actor().role(),
                kind,
                settings.brandDay(event.brandId(), event.at()),
                settings.siteDay(event.at()));
        Counts count = counts.computeIfAbsent(cell, ignored -> new Counts());
        String band = event.contactId() == null ? event.actor().ageBand() : event.contactBand();
        count.ageBand = band == null || band.equals("unknown") ? count.ageBand : band;
        return count;
    }

    @Override
    public void finish(RowSink sink) {
        counts.forEach((cell, count) -> sink.row(
                TABLE,
                cell.brandId(),
                cell.campaignId(),
                cell.platform(),
                cell.personId(),
                cell.threadId(),
                cell.isOneToOne() ? "one_to_one" : "group",
                cell.direction().name().toLowerCase(Locale.ROOT),
                cell.senderRole(),
                cell.kind(),
                cell.activeOn(),
                cell.siteOn(),
                count.messages,
                count.interactions,
                count.items,
                array(count.packs),
                count.atLimit,
                count.known[0],
                count.known[1],
                count.known[2],
                count.known[3],
                count.known[4],
                count.known[5],
                array(count.voices),
                count.atCap,
                array(count.composing),
                array(count.hours),
                count.ageBand));
        counts.clear();
        composing.clear();
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
