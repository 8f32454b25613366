package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a contact first wrote, and in which weeks after that it wrote again, for every scope it belongs to.
 *
 * <p>A week here is seven days of elapsed time since the first message, so that every contact has the same time.
 */
public final class ReturnFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.returns",
            "One row a scope and contact: its first inbound message, and the weeks after it with another.",
            List.of(
                    new Column("scope", "STRING", "all, platform, brand or campaign."),
                    new Column("platform", "STRING", "The platform; only in scope platform."),
                    new Column("brand_id", "STRING", "The brand; only in scopes brand and campaign."),
                    new Column("campaign_id", "STRING", "The campaign; only in scope campaign."),
                    new Column("person_id", "STRING", "The contact, as a pseudonym."),
                    new Column("first_at", "TIMESTAMP", "Its first inbound message in the scope."),
                    new Column("first_on", "DATE", "Local day of first_at: the brand's zone, or the site's."),
                    new Column(
                            "return_weeks",
                            "ARRAY<INT>",
                            "Weeks of seven days since first_at with an inbound message, from 0."),
                    new Column(
                            "session_weeks",
                            "ARRAY<INT>",
                            "Weeks of seven days since first_at with a session on the platform, from 0."),
                    new Column("is_left_truncated", "BOOLEAN", "It began in the burn-in of its source.")),
            Layout.AS_THEY_COME);

    private record Scope(
            String name,
            @Nullable String platform,
            @Nullable String brand,
            @Nullable String campaign) {}

    private record Returns(
            Scope scope, String person, FoldEvent first, TreeSet<Integer> weeks, TreeSet<Integer> sessionWeeks) {}

    private final FoldSettings settings;
    private final Map<String, Returns> byScope = new TreeMap<>();

    public ReturnFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        String person = event.contactId();
        if (person != null && event.type() == EventType.SESSION_STARTED) {
            // The platform's own use belongs to no brand.
            addSession(new Scope("all", null, null, null), person, event);
            addSession(new Scope("platform", event.platform(), null, null), person, event);
        }
        if (person == null || !event.isMessage() || event.direction() != Direction.INBOUND || event.isAutomatic()) {
            return;
        }
        add(new Scope("all", null, null, null), person, event);
        add(new Scope("platform", event.platform(), null, null), person, event);
        if (event.brandId() != null) {
            add(new Scope("brand", null, event.brandId(), null), person, event);
            if (event.campaignId() != null) {
                add(new Scope("campaign", null, event.brandId(), event.campaignId()), person, event);
            }
        }
    }

    private void add(Scope scope, String person, FoldEvent event) {
        Returns returns = byScope.computeIfAbsent(
                key(scope, person), ignored -> new Returns(scope, person, event, new TreeSet<>(), new TreeSet<>()));
        returns.weeks().add(week(returns, event));
    }

    private void addSession(Scope scope, String person, FoldEvent event) {
        Returns returns = byScope.get(key(scope, person));
        if (returns != null) {
            returns.sessionWeeks().add(week(returns, event));
        }
    }

    private static String key(Scope scope, String person) {
        return person + '\u0000' + scope;
    }

    private static int week(Returns returns, FoldEvent event) {
        return (int) ((event.at() - returns.first().at()) / JourneyFold.WEEK_MS);
    }

    @Override
    public void finish(RowSink sink) {
        for (Returns returns : byScope.values()) {
            Scope scope = returns.scope();
            FoldEvent first = returns.first();
            sink.row(
                    TABLE,
                    scope.name(),
                    scope.platform(),
                    scope.brand(),
                    scope.campaign(),
                    returns.person(),
                    first.at(),
                    settings.brandDay(scope.brand(), first.at()),
                    array(returns.weeks()),
                    array(returns.sessionWeeks()),
                    settings.isLeftTruncated(first.source(), first.at()));
        }
        byScope.clear();
    }

    private static int[] array(TreeSet<Integer> weeks) {
        return weeks.stream().mapToInt(Integer::intValue).toArray();
    }
}
