package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a section that is a list of numbers, each beside its change and its course, and says which are not there. */
final class NumberList {
    private static final List<String> DELIVERY = List.of(
            "delivery_rate",
            "read_rate",
            "unique_ctr",
            "off_app_handoff_rate",
            "net_revenue_per_reached",
            "dau_wau",
            "trust_index");
    private static final List<String> SERVICE = List.of(
            "two_way_share",
            "messages_per_conversation",
            "unanswered_rate",
            "first_response_survival",
            "resolution_time",
            "reopen_rate",
            "satisfaction_rate");
    private static final List<String> MEDIA = List.of(
            "voice_duration_p50",
            "voice_play_rate",
            "voice_at_cap_share",
            "pack_size",
            "media_camera_share",
            "media_captioned_share",
            "rich_active_days");

    private static final List<String> CREATIVE = List.of(
            "first_pass_rate",
            "approval_cycle_time_p50",
            "contract_lead_time",
            "onboarding_completion",
            "contest_valid_rate",
            "contest_moderation_load");
    private static final List<String> FIRST_CONTACTS = List.of(
            "first_contact_block_rate",
            "block_recovery_rate",
            "block_recovery_opener_rate",
            "text_first_compliance",
            "media_first_attempt_share",
            "origin_verified_rate");
    private static final List<String> FILTER = List.of(
            "filter_hit_rate", "filter_enabled_share", "reminder_cancel_rate", "reminder_edit_rate", "age_denials");
    private static final List<String> RULES =
            List.of("report_rate", "trust_index", "policy_adherence", "policy_conflicts", "unknown_age_share");
    private static final List<String> CROWD = List.of(
            "room_participation",
            "room_occupancy",
            "creator_room_occupancy",
            "group_call_participation",
            "live_wish_fulfilment",
            "room_promo_conversion_rate");
    private static final List<String> MODERATION =
            List.of("room_ban_rate", "room_moderator_occupancy", "policy_adherence", "policy_conflicts", "report_rate");

    private final Edition edition;
    private final String id;
    private final List<String> metrics;

    NumberList(Edition edition, ReportSection section) {
        this.edition = edition;
        this.id = section.word();
        this.metrics = metrics(section);
    }

    /** The metrics of a section; none where it is no list. */
    static List<String> metrics(ReportSection section) {
        return switch (section) {
            case DELIVERY -> DELIVERY;
            case SERVICE -> SERVICE;
            case MEDIA -> MEDIA;
            case CREATIVE -> CREATIVE;
            case FIRST_CONTACTS -> FIRST_CONTACTS;
            case FILTER -> FILTER;
            case RULES -> RULES;
            case CROWD -> CROWD;
            case MODERATION -> MODERATION;
            default -> List.of();
        };
    }

    Card card() {
        Words words = edition.words();
        List<Tile> all = new Tiles(edition).lines(metrics);
        List<Tile> lines = all.stream().filter(Tile::isNumber).toList();
        String title = words.say(id + ".title");
        String subtitle = words.say(id + ".subtitle");
        if (lines.isEmpty()) {
            String first = metrics.get(0);
            Result.Status status = Edition.status(edition.index().of(first, edition.week()));
            return Card.withoutNumbers(id, title, subtitle, Card.Shape.THIRD, edition.absenceInFull(first, status));
        }
        return new Card(id, title, subtitle, Card.Shape.THIRD, new CardBody.Lines(lines), absent(lines));
    }

    /** One sentence for each reason why numbers are not there, and which log would tell them. */
    private List<String> absent(List<Tile> lines) {
        Map<Result.Status, List<String>> missing = new EnumMap<>(Result.Status.class);
        for (String metric : metrics) {
            boolean isThere = lines.stream().anyMatch(line -> line.id().equals(metric));
            Optional<Metric> known = edition.metric(metric);
            if (!isThere && known.isPresent()) {
                Result.Status status = Edition.status(edition.index().of(metric, edition.week()));
                missing.computeIfAbsent(
                                status == Result.Status.OK ? Result.Status.NO_DATA : status,
                                ignored -> new ArrayList<>())
                        .add(metric);
            }
        }
        List<String> sentences = new ArrayList<>();
        missing.forEach((status, names) -> sentences.add(absent(status, names)));
        lines.stream()
                .flatMap(line -> edition.metric(line.id()).stream())
                .forEach(metric -> new Tiles(edition)
                        .bands(metric)
                        .ifPresent(bands -> sentences.add(edition.title(metric.id()) + ": " + bands + ".")));
        long withheld = metrics.stream().mapToLong(edition::withheldSlices).sum();
        if (withheld > 0) {
            sentences.add(edition.words().say("list.withheld", "count", withheld));
        }
        return sentences;
    }

    private String absent(Result.Status status, List<String> missing) {
        String names = missing.stream().map(edition::titleWithin).collect(Collectors.joining(", "));
        String sentence =
                edition.words().say("list.absent." + status.name().toLowerCase(Locale.ROOT), "metrics", names);
        return status == Result.Status.NOT_OBSERVABLE
                ? (sentence + " " + edition.logsThatTell(missing)).strip()
                : sentence;
    }
}
