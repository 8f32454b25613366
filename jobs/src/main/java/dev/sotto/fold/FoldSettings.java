package dev.sotto.fold;

import dev.sotto.domain.BusinessCalendar;
import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What folds know besides events.
 *
 * @param siteZone zone of the days of scopes all and platform
 * @param brandZones zone of each brand's days
 * @param conversions by campaign: what converts and for how long
 * @param openers by platform: what may open a conversation, latest rule first
 * @param withoutReceipts sources that never say what was delivered
 * @param newFrom by source: the instant before which nothing can be called new
 * @param conversationGapMs the silence after which a new conversation begins
 * @param inbox what messages and their answers are judged by
 * @param onboarding by campaign: the steps that an ambassador must finish, where it declares any
 */
public record FoldSettings(
        ZoneId siteZone,
        Map<String, ZoneId> brandZones,
        Map<String, Conversion> conversions,
        Map<String, List<Openers>> openers,
        Set<String> withoutReceipts,
        Map<String, Long> newFrom,
        long conversationGapMs,
        Inbox inbox,
        Map<String, Set<String>> onboarding)
        implements Serializable {

    private static final int HOUR_MS = 3_600_000;
    private static final int DAY_MS = 24 * HOUR_MS;
    private static final Limits BUILT_IN =
            new Limits(0, PlatformPolicy.BUILT_IN.voiceMaxMs(), PlatformPolicy.BUILT_IN.packMaxItems());

    /** What counts as a conversion of a campaign, in a window that includes its end. */
    public record Conversion(String brandId, EventType event, long windowMs) implements Serializable {}

    /** The kinds that may open a conversation with a new contact from an instant on, and what rooms are limited to. */
    public record Openers(long validFrom, Set<String> kinds, PlatformPolicy.Room room) implements Serializable {
        public Openers {
            kinds = Set.copyOf(kinds);
        }

        /** Openers of a platform whose rooms have the built-in limits. */
        public Openers(long validFrom, Set<String> kinds) {
            this(validFrom, kinds, PlatformPolicy.BUILT_IN.room());
        }
    }

    /** The limits of a voice note and of a media pack from an instant on. */
    public record Limits(long validFrom, long voiceMs, int packItems) implements Serializable {}

    /**
     * What messages and their answers are judged by.
     *
     * @param emits by source: the types that it can tell
     * @param limits by platform: how long and how many, latest rule first
     * @param calendars by brand: when it answers
     */
    public record Inbox(
            Map<String, Set<EventType>> emits,
            Map<String, List<Limits>> limits,
            Map<String, BusinessCalendar> calendars)
            implements Serializable {

        /** Nothing is declared. */
        public static final Inbox NONE = new Inbox(Map.of(), Map.of(), Map.of());

        public Inbox {
            emits = new HashMap<>(emits);
            limits = new HashMap<>(limits);
            calendars = new HashMap<>(calendars);
        }
    }

    public FoldSettings {
        brandZones = new HashMap<>(brandZones);
        conversions = new HashMap<>(conversions);
        openers = new HashMap<>(openers);
        withoutReceipts = Set.copyOf(withoutReceipts);
        newFrom = new HashMap<>(newFrom);
        onboarding = new HashMap<>(onboarding);
    }

    /** Settings of campaigns that declare no steps. */
    public FoldSettings(
            ZoneId siteZone,
            Map<String, ZoneId> brandZones,
            Map<String, Conversion> conversions,
            Map<String, List<Openers>> openers,
            Set<String> withoutReceipts,
            Map<String, Long> newFrom,
            long conversationGapMs,
            Inbox inbox) {
        this(siteZone, brandZones, conversions, openers, withoutReceipts, newFrom, conversationGapMs, inbox, Map.of());
    }

    /** The zone of a brand's days. */
    ZoneId zone(String brandId) {
        return brandZones.getOrDefault(brandId, siteZone);
    }

    /** The local day of an instant in a brand's zone, or in the site's where there is no brand. */
    int brandDay(@Nullable String brandId, long at) {
        return day(brandId == null ? siteZone : zone(brandId), at);
    }

    /** The local hour of an instant, from 0 to 23, in a brand's zone, or in the site's where there is no brand. */
    int brandHour(@Nullable String brandId, long at) {
        return Math.floorMod(local(brandId == null ? siteZone : zone(brandId), at), DAY_MS) / HOUR_MS;
    }

    /** The local day of an instant in the site's zone. */
    int siteDay(long at) {
        return day(siteZone, at);
    }

    /** Whether a kind may open a conversation on a platform at an instant. */
    boolean isOpener(String platform, @Nullable String kind, long at) {
        Openers rule = rule(platform, at);
        return kind != null && (rule == null ? PlatformPolicy.BUILT_IN.openers() : rule.kinds()).contains(kind);
    }

    /** What the rooms of a platform are limited to at an instant. */
    PlatformPolicy.Room room(String platform, long at) {
        Openers rule = rule(platform, at);
        return rule == null ? PlatformPolicy.BUILT_IN.room() : rule.room();
    }

    private @Nullable Openers rule(String platform, long at) {
        for (String policy : List.of(platform, PlatformPolicy.ANY_PLATFORM)) {
            for (Openers rule : openers.getOrDefault(policy, List.of())) {
                if (rule.validFrom() <= at) {
                    return rule;
                }
            }
        }
        return null;
    }

    /** The limits of a platform at an instant. */
    Limits limits(String platform, long at) {
        for (String policy : List.of(platform, PlatformPolicy.ANY_PLATFORM)) {
            for (Limits rule : inbox.limits().getOrDefault(policy, List.of())) {
                if (rule.validFrom() <= at) {
                    return rule;
                }
            }
        }
        return BUILT_IN;
    }

    /** Whether a source can tell of a type of event. */
    boolean emits(String source, EventType type) {
        return inbox.emits().getOrDefault(source, Set.of()).contains(type);
    }

    /** The business hours of a brand between two instants, in milliseconds; null where it has no calendar. */
    @Nullable
    Long businessMs(@Nullable String brandId, long from, long to) {
        BusinessCalendar calendar = brandId == null ? null : inbox.calendars().get(brandId);
        return calendar == null
                ? null
                : Long.valueOf(calendar.openMs(brandZones.getOrDefault(brandId, siteZone), from, to));
    }

    /** Whether the source's log is too young at an instant to call anything new. */
    boolean isLeftTruncated(String source, long at) {
        return at < newFrom.getOrDefault(source, Long.MIN_VALUE);
    }

    private static int day(ZoneId zone, long at) {
        return (int) Math.floorDiv(local(zone, at), DAY_MS);
    }

    /** What the clocks of a zone show, as if they were those of UTC. */
    private static long local(ZoneId zone, long at) {
        return at + zone.getRules().getOffset(Instant.ofEpochMilli(at)).getTotalSeconds() * 1000L;
    }
}
