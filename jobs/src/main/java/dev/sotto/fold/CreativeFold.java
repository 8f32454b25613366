package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of each piece of creative work of a brand: its rounds of approval, and the contract that follows.
 *
 * <p>A round begins with a request and ends with a decision; more decisions without a request between them belong to it. A
 * contract that names no creative belongs to that of the same contract's other events, else to the last one of its thread.
 */
public final class CreativeFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.creatives",
            "One row a piece of creative work: when it was requested, decided, approved, withdrawn and contracted.",
            List.of(
                    new Column("creative_id", "STRING", "The piece of creative work."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("contact_id", "STRING", "The partner, as a pseudonym; null where none is known."),
                    new Column("requested_at", "TIMESTAMP", "First request for approval; null where none was seen."),
                    new Column("requested_on", "DATE", "Local day of requested_at in the brand's zone."),
                    new Column("requested_site_on", "DATE", "Local day of requested_at in the site's zone."),
                    new Column("first_decided_at", "TIMESTAMP", "First decision; null while there is none."),
                    new Column("first_decision", "STRING", "The first decision."),
                    new Column("is_first_pass", "BOOLEAN", "The first decision, of round one, was to approve."),
                    new Column("approved_at", "TIMESTAMP", "First approved; a conditional approval is none."),
                    new Column("rejected_at", "TIMESTAMP", "First rejected."),
                    new Column("withdrawn_at", "TIMESTAMP", "First withdrawn."),
                    new Column("rounds", "INT", "Rounds until it was approved or rejected, or so far."),
                    new Column(
                            "business_ms",
                            "BIGINT",
                            "From requested_at to approved_at within the brand's hours; null without a calendar."),
                    new Column("contract_sent_at", "TIMESTAMP", "Its contract was sent first."),
                    new Column("contract_signed_at", "TIMESTAMP", "Its contract was signed first.")),
            Layout.AS_THEY_COME);

    private static final class Creative {
        final FoldEvent first;

        @Nullable
        FoldEvent requested;

        @Nullable
        FoldEvent decided;

        @Nullable
        String contactId;

        @Nullable
        Long approvedAt;

        @Nullable
        Long rejectedAt;

        @Nullable
        Long withdrawnAt;

        @Nullable
        Long sentAt;

        @Nullable
        Long signedAt;

        boolean isFirstPass;
        boolean isAsked;
        int rounds;

        Creative(FoldEvent first) {
            this.first = first;
        }

        boolean isFinal() {
            return approvedAt != null || rejectedAt != null;
        }
    }

    private final FoldSettings settings;
    private final Map<String, Creative> creatives = new LinkedHashMap<>();
    private final Map<String, Creative> ofContract = new HashMap<>();
    private final Map<String, Creative> lastOfThread = new HashMap<>();

    public CreativeFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        switch (event.type()) {
            case APPROVAL_REQUESTED, APPROVAL_DECIDED, APPROVAL_WITHDRAWN, CONTRACT_SENT, CONTRACT_SIGNED -> {
                Creative creative = creative(event);
                if (creative != null) {
                    step(creative, event);
                }
            }
            default -> {}
        }
    }

    private @Nullable Creative creative(FoldEvent event) {
        String id = event.details().work().id();
        String contract = event.details().work().manner();
        Creative creative = null;
        if (id != null) {
            creative = creatives.computeIfAbsent(id, ignored -> new Creative(event));
        } else if (contract != null) {
            creative = ofContract.get(contract);
        }
        if (creative == null && event.threadId() != null) {
            creative = lastOfThread.get(event.threadId());
        }
        if (creative != null) {
            if (contract != null) {
                ofContract.putIfAbsent(contract, creative);
            }
            if (event.threadId() != null) {
                lastOfThread.put(event.threadId(), creative);
            }
        }
        return creative;
    }

    private static void step(Creative creative, FoldEvent event) {
        creative.contactId = creative.contactId == null ? event.contactId() : creative.contactId;
        switch (event.type()) {
            case APPROVAL_REQUESTED -> {
                creative.requested = creative.requested == null ? event : creative.requested;
                creative.isAsked = true;
                if (!creative.isFinal()) {
                    // The log may begin later than the work.
                    creative.rounds =
                            Math.max(creative.rounds, (int) event.details().number() - 1);
                }
            }
            case APPROVAL_DECIDED -> decided(creative, event);
            case APPROVAL_WITHDRAWN -> creative.withdrawnAt = first(creative.withdrawnAt, event);
            case CONTRACT_SENT -> creative.sentAt = first(creative.sentAt, event);
            case CONTRACT_SIGNED -> creative.signedAt = first(creative.signedAt, event);
            default -> {}
        }
    }

    private static void decided(Creative creative, FoldEvent event) {
        boolean isApproved = "approved".equals(event.details().word());
        if (!creative.isFinal()) {
            boolean isNewRound = creative.isAsked || creative.rounds == 0;
            creative.rounds = Math.max(creative.rounds + (isNewRound ? 1 : 0), (int)
                    event.details().number());
        }
        creative.isAsked = false;
        if (creative.decided == null) {
            creative.decided = event;
            creative.isFirstPass = isApproved && creative.rounds == 1;
        }
        if (isApproved) {
            creative.approvedAt = first(creative.approvedAt, event);
        } else if ("rejected".equals(event.details().word())) {
            creative.rejectedAt = first(creative.rejectedAt, event);
        }
    }

    private static Long first(@Nullable Long before, FoldEvent event) {
        return before == null ? Long.valueOf(event.at()) : before;
    }

    @Override
    public void finish(RowSink sink) {
        creatives.forEach((id, creative) -> row(id, creative, sink));
        creatives.clear();
        ofContract.clear();
        lastOfThread.clear();
    }

    private void row(String id, Creative creative, RowSink sink) {
        FoldEvent first = creative.first;
        FoldEvent requested = creative.requested;
        FoldEvent decided = creative.decided;
        sink.row(
                TABLE,
                id,
                first.platform(),
                first.brandId(),
                first.campaignId(),
                creative.contactId,
                requested == null ? null : requested.at(),
                requested == null ? null : settings.brandDay(first.brandId(), requested.at()),
                requested == null ? null : settings.siteDay(requested.at()),
                decided == null ? null : decided.at(),
                decided == null ? null : decided.details().word(),
                creative.isFirstPass,
                creative.approvedAt,
                creative.rejectedAt,
                creative.withdrawnAt,
                creative.rounds,
                requested == null || creative.approvedAt == null
                        ? null
                        : settings.businessMs(first.brandId(), requested.at(), creative.approvedAt),
                creative.sentAt,
                creative.signedAt);
    }
}
