package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each rule of the policy could be checked on an accepted event by itself, and how often it was kept.
 *
 * <p>Whether it was is judged at the door, by the policy in force then; what a log does not say is not checked.
 */
public final class PolicyCheckFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.policy_checks",
            "One row a campaign, person, local day and rule of the policy: how often it was checked and kept.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("person_id", "STRING", "The contact, else who did it, as a pseudonym."),
                    new Column(
                            "rule",
                            "STRING",
                            "voice_length, pack_size, room_followers, room_offer, room_creator_age or minimum_age."),
                    new Column("checked_on", "DATE", "Local day in the brand's zone."),
                    new Column("checked_site_on", "DATE", "Local day in the site's zone."),
                    new Column("checks", "BIGINT", "Checks; of minimum_age, only those that failed."),
                    new Column("passed", "BIGINT", "Checks in which the rule was kept.")),
            Layout.AS_THEY_COME);

    private record Cell(
            String platform,
            @Nullable String brandId,
            @Nullable String campaignId,
            @Nullable String personId,
            String rule,
            int on,
            int siteOn) {}

    private final FoldSettings settings;
    private final Map<Cell, long[]> cells = new LinkedHashMap<>();

    public PolicyCheckFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        switch (event.type()) {
            case MESSAGE_SENT -> message(event);
            case ROOM_CREATED -> room(event);
            default -> {}
        }
    }

    private void message(FoldEvent event) {
        if ("voice_note".equals(event.kind()) && event.details().number() >= 0) {
            check(event, "voice_length", "voice_too_long");
        }
        if (event.details().media().items() > 0) {
            check(event, "pack_size", "pack_too_large");
        }
        // Who is old enough is not checked one by one; that somebody is not shows.
        if (isBroken(event, "below_minimum_age")) {
            check(event, "minimum_age", "below_minimum_age");
        }
    }

    private void room(FoldEvent event) {
        if (event.details().number() >= 0) {
            check(event, "room_followers", "room_too_few_followers");
        }
        if (event.details().work().manner() != null) {
            check(event, "room_offer", "room_without_subscription");
        }
        String band = event.actor().ageBand();
        if (band != null && !band.equals("unknown")) {
            check(event, "room_creator_age", "room_creator_too_young");
        }
    }

    private void check(FoldEvent event, String rule, String conflict) {
        Cell cell = new Cell(
                event.platform(),
                event.brandId(),
                event.campaignId(),
                event.contactId() == null ? event.actor().id() : event.contactId(),
                rule,
                settings.brandDay(event.brandId(), event.at()),
                settings.siteDay(event.at()));
        long[] counts = cells.computeIfAbsent(cell, ignored -> new long[2]);
        counts[0]++;
        counts[1] += isBroken(event, conflict) ? 0 : 1;
    }

    private static boolean isBroken(FoldEvent event, String conflict) {
        String conflicts = event.details().work().conflicts();
        return conflicts != null && (',' + conflicts + ',').contains(',' + conflict + ',');
    }

    @Override
    public void finish(RowSink sink) {
        cells.forEach((cell, counts) -> sink.row(
                TABLE,
                cell.platform(),
                cell.brandId(),
                cell.campaignId(),
                cell.personId(),
                cell.rule(),
                cell.on(),
                cell.siteOn(),
                counts[0],
                counts[1]));
        cells.clear();
    }
}
