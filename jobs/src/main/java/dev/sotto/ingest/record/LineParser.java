package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/** Reads files of which every line is one record. */
public abstract class LineParser implements BodyParser {
    private final FoundRecord record = this::parseLine;
    private @Nullable Line line;
    private boolean isTaken;

    /** Fill a cleared record from a line, or say why it cannot be one. */
    protected abstract @Nullable Reject parse(Line line, EventRecord into);

    @Override
    public final void open(Line frame) {
        line = frame;
        isTaken = false;
    }

    @Override
    public final @Nullable FoundRecord next() {
        boolean isFirst = !isTaken;
        isTaken = true;
        return isFirst ? record : null;
    }

    private @Nullable Reject parseLine(EventRecord into) {
        Line opened = line;
        if (opened == null) {
            throw new IllegalStateException("no line was opened");
        }
        return parse(opened, into);
    }
}
