package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How each contact becomes an ambassador: the first invitation, and the steps since then.
 *
 * <p>A second invitation of the same campaign changes nothing. What names no campaign, or one without an invitation, belongs
 * to the brand's last invitation.
 */
public final class AmbassadorFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.ambassadors",
            "One row a campaign and person invited to become an ambassador.",
            List.of(
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("person_id", "STRING", "Who was invited, as a pseudonym."),
                    new Column("invited_at", "TIMESTAMP", "First invited."),
                    new Column("invited_on", "DATE", "Local day of invited_at in the brand's zone."),
                    new Column("invited_site_on", "DATE", "Local day of invited_at in the site's zone."),
                    new Column("activated_at", "TIMESTAMP", "First activated since then; null if never."),
                    new Column(
                            "finished_at",
                            "TIMESTAMP",
                            "All steps done that the campaign requires, or activated where it declares none.")),
            Layout.AS_THEY_COME);

    public static final Table STEPS = new Table(
            "journeys.ambassador_steps",
            "One row a campaign, invited person and onboarding step done.",
            List.of(
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign of the invitation; null outside campaigns."),
                    new Column("person_id", "STRING", "Who did it, as a pseudonym."),
                    new Column("step", "STRING", "The onboarding step."),
                    new Column("is_required", "BOOLEAN", "The event does not call it optional."),
                    new Column("done_at", "TIMESTAMP", "First done since the invitation.")),
            Layout.AS_THEY_COME);

    private static final class Invited {
        final FoldEvent invitation;
        final Map<String, FoldEvent> steps = new LinkedHashMap<>();

        @Nullable
        Long activatedAt;

        Invited(FoldEvent invitation) {
            this.invitation = invitation;
        }
    }

    private final FoldSettings settings;
    private final Map<String, Invited> invited = new LinkedHashMap<>();
    private final Map<String, Invited> lastOfBrand = new LinkedHashMap<>();

    public AmbassadorFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        switch (event.type()) {
            case AMBASSADOR_INVITED -> {
                if (person(event) != null) {
                    Invited one = invited.computeIfAbsent(key(event), ignored -> new Invited(event));
                    lastOfBrand.put(ofBrand(event), one);
                }
            }
            case AMBASSADOR_STEP_DONE -> {
                Invited one = invited(event);
                if (one != null) {
                    one.steps.putIfAbsent(String.valueOf(event.details().word()), event);
                }
            }
            case AMBASSADOR_ACTIVATED -> {
                Invited one = invited(event);
                if (one != null && one.activatedAt == null) {
                    one.activatedAt = event.at();
                }
            }
            default -> {}
        }
    }

    private @Nullable Invited invited(FoldEvent event) {
        Invited one = invited.get(key(event));
        return one == null ? lastOfBrand.get(ofBrand(event)) : one;
    }

    /** Who is invited is written to; who does a step is the actor. */
    private static @Nullable String person(FoldEvent event) {
        if (event.contactId() != null) {
            return event.contactId();
        }
        String other = event.counterpart().id();
        boolean isInvitation = event.type() == EventType.AMBASSADOR_INVITED;
        return isInvitation && other != null ? other : event.actor().id();
    }

    private static String ofBrand(FoldEvent event) {
        return event.brandId() + '\u0000' + person(event);
    }

    private static String key(FoldEvent event) {
        return ofBrand(event) + '\u0000' + event.campaignId();
    }

    private @Nullable Long finishedAt(Invited one) {
        String campaign = one.invitation.campaignId();
        Set<String> required = campaign == null ? null : settings.onboarding().get(campaign);
        if (required == null) {
            return one.activatedAt;
        }
        long last = Long.MIN_VALUE;
        for (String step : required) {
            FoldEvent done = one.steps.get(step);
            if (done == null) {
                return null;
            }
            last = Math.max(last, done.at());
        }
        return last;
    }

    @Override
    public void finish(RowSink sink) {
        for (Invited one : invited.values()) {
            FoldEvent first = one.invitation;
            String person = person(first);
            sink.row(
                    TABLE,
                    first.brandId(),
                    first.campaignId(),
                    first.platform(),
                    person,
                    first.at(),
                    settings.brandDay(first.brandId(), first.at()),
                    settings.siteDay(first.at()),
                    one.activatedAt,
                    finishedAt(one));
            one.steps.forEach((step, done) -> sink.row(
                    STEPS,
                    first.brandId(),
                    first.campaignId(),
                    person,
                    step,
                    !"optional".equals(done.details().work().manner()),
                    done.at()));
        }
        invited.clear();
        lastOfBrand.clear();
    }
}
