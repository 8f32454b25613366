package dev.sotto.warehouse;

import java.io.Serializable;
import org.apache.iceberg.Table;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SerializableFunction;

/** Which bucket of a clustered table a key lies in. */
public final class Buckets implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int count;
    private final SerializableFunction<Long, Integer> bucketOf;

    private Buckets(int count) {
        this.count = count;
        this.bucketOf = Transforms.<Long>bucket(count).bind(Types.LongType.get());
    }

    static Buckets of(Table table) {
        // Such as bucket[8]: the number is told by nothing else that is public.
        String transform = table.spec().fields().get(0).transform().toString();
        return new Buckets(Integer.parseInt(transform.substring(transform.indexOf('[') + 1, transform.length() - 1)));
    }

    /** How many buckets there are. */
    public int count() {
        return count;
    }

    /** The bucket of a key, from 0. */
    public int of(long key) {
        return bucketOf.apply(key);
    }
}
