package dev.sotto.fold;

/** A state machine over the events of one key in total order; it ends in rows. */
public interface Fold {

    /** Take the next event of the key. */
    void accept(FoldEvent event);

    /** Give the rows of the key that ended, and forget it. */
    void finish(RowSink sink);
}
