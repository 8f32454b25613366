package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.fold.FoldSettings.Conversion;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What became of one contact in one campaign. */
final class CampaignJourney {
    private static final long CLICK_MS = 72 * 3_600_000L;

    private final String campaignId;
    private final FoldEvent first;
    private final @Nullable String brandId;
    private final @Nullable Conversion rule;
    private long reachedAt = Long.MIN_VALUE;
    private @Nullable FoldEvent reachedBy;
    private boolean isBasisSent;
    private @Nullable Long firstReplyAt;
    private @Nullable Long clickedAt;
    private final TreeSet<String> leftFor = new TreeSet<>();
    private @Nullable Long convertedAt;
    private @Nullable Long revenueMinor;
    private @Nullable String currency;
    private long messagesIn;
    private long repliesInWeek;
    private long messagesOut;
    private final TreeSet<Integer> activeWeeks = new TreeSet<>();
    private final Set<@Nullable String> threads = new HashSet<>();

    /** A journey that begins with a message. */
    CampaignJourney(String campaignId, FoldEvent first, @Nullable Conversion rule) {
        this.campaignId = campaignId;
        this.first = first;
        this.rule = rule;
        this.brandId = rule == null ? first.brandId() : rule.brandId();
    }

    boolean isReached() {
        return reachedAt != Long.MIN_VALUE;
    }

    /** Written to, in a thread. */
    void written(@Nullable String threadId) {
        messagesOut++;
        threads.add(threadId);
    }

    /** Reached by a message that was delivered; the first one counts. */
    void reached(long at, FoldEvent message) {
        if (!isReached()) {
            reachedAt = at;
            reachedBy = message;
        }
    }

    /** Reached by a message of which only the sending is known. */
    void reachedBySending(FoldEvent message) {
        reached(message.at(), message);
        isBasisSent = true;
    }

    void answered(FoldEvent event) {
        messagesIn++;
        if (!isReached() || event.at() < reachedAt || !(event.isOneToOne() || event.isAddressed())) {
            return;
        }
        firstReplyAt = firstReplyAt == null ? Long.valueOf(event.at()) : firstReplyAt;
        boolean isInThread = threads.contains(event.threadId());
        repliesInWeek += isInThread && event.at() - reachedAt <= JourneyFold.WEEK_MS ? 1 : 0;
        activeWeeks.add((int) ((event.at() - reachedAt) / JourneyFold.WEEK_MS));
    }

    void clicked(FoldEvent event) {
        if (!isReached()) {
            return;
        }
        clickedAt = clickedAt == null ? Long.valueOf(event.at()) : clickedAt;
        String target = event.details().word();
        boolean isBack = event.platform().equals(target);
        if (event.details().isOffPlatform() && !isBack && event.at() - reachedAt <= CLICK_MS) {
            leftFor.add(target == null ? "unknown" : target.replace(',', ' '));
        }
    }

    /** Converted by an event of the contact, where it is one that converts, in time and of the brand. */
    void converted(FoldEvent event) {
        EventType converts = rule == null ? EventType.ORDER_PURCHASED : rule.event();
        long windowMs = rule == null ? JourneyFold.WEEK_MS : rule.windowMs();
        boolean isInWindow = isReached() && event.at() > reachedAt && event.at() - reachedAt <= windowMs;
        if (event.type() != converts || !isInWindow || !isOf(event)) {
            return;
        }
        convertedAt = convertedAt == null ? Long.valueOf(event.at()) : convertedAt;
        if (event.type() == EventType.ORDER_PURCHASED) {
            revenueMinor = (revenueMinor == null ? 0 : revenueMinor) + event.amountMinor();
            currency = currency == null ? event.currency() : currency;
        }
    }

    /** A purchase counts for every campaign of the brand; what only one campaign can cause names that campaign. */
    private boolean isOf(FoldEvent event) {
        if (event.brandId() != null) {
            return event.brandId().equals(brandId);
        }
        return event.campaignId() != null && event.campaignId().equals(campaignId);
    }

    void row(FoldSettings settings, RowSink sink) {
        Long reached = isReached() ? Long.valueOf(reachedAt) : null;
        sink.row(
                JourneyFold.TABLE,
                campaignId,
                brandId,
                first.platform(),
                first.contactId(),
                first.contactBand(),
                first.at(),
                reached,
                reached == null ? null : settings.brandDay(brandId, reached),
                reached == null ? null : settings.siteDay(reached),
                isBasisSent,
                reachedBy == null ? null : reachedBy.kind(),
                reachedBy == null ? null : reachedBy.isOneToOne() ? "one_to_one" : "group",
                reachedBy == null ? null : reachedBy.details().templateId(),
                firstReplyAt,
                clickedAt,
                leftFor.isEmpty() ? null : String.join(",", leftFor),
                convertedAt,
                revenueMinor,
                currency,
                messagesIn,
                repliesInWeek,
                messagesOut,
                activeWeeks.stream().mapToInt(Integer::intValue).toArray(),
                settings.isLeftTruncated(first.source(), first.at()));
    }
}
