package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that an accepted event has beyond the fields of the log, worked out from these. */
final class Enrichment {
    private final PolicyJudge judge;
    private final Derived derived = new Derived();

    Enrichment(List<PlatformPolicy> policies) {
        this.judge = new PolicyJudge(policies);
    }

    /**
     * The columns that follow from an event.
     *
     * @param policyConflict the rules that it contradicts, joined by commas
     */
    record Columns(
            @Nullable String policyVersion,
            @Nullable String policyConflict,
            @Nullable String direction,
            @Nullable String contactId,
            Person actor,
            Person counterpart,
            @Nullable Integer mediaItems,
            boolean isAddressed,
            long clusterKey,
            long eventKeyHigh,
            long eventKeyLow) {}

    /** Work the columns out for an event whose persons are pseudonyms. */
    Columns of(EventRecord event, boolean isUnder16) {
        Person actor = orUnknown(event.person(EventField.ACTOR));
        Person counterpart = orUnknown(event.person(EventField.COUNTERPART));
        PolicyJudge.Verdict verdict = judge.judge(PolicyJudge.Facts.of(event, actor), isUnder16);
        String contact = Derived.contact(actor, counterpart);
        List<MediaItem> media = event.media();
        ByteBuffer key = derived.eventKey(
                String.valueOf(event.text(EventField.SOURCE)), String.valueOf(event.text(EventField.EVENT_ID)));
        return new Columns(
                verdict.version(),
                verdict.conflicts(),
                Derived.direction(event, actor, counterpart),
                contact,
                actor,
                counterpart,
                media == null ? null : media.size(),
                Derived.isAddressed(event),
                derived.clusterKey(event, contact, actor, counterpart),
                key.getLong(),
                key.getLong());
    }

    private static Person orUnknown(@Nullable Person person) {
        return person == null ? Person.UNKNOWN : person;
    }
}
