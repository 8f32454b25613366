package dev.sotto.warehouse;

/** A row of a wide clustered table of which most columns are empty. */
public interface SparseRow {

    /** What decides the bucket. */
    long clusterKey();

    /** Hand over every value that is not null. */
    void forEach(Values into);

    /** Takes the values of a row. */
    @FunctionalInterface
    interface Values {

        /** Take the value of a column, in Spark's own form. */
        void put(int column, Object value);
    }
}
