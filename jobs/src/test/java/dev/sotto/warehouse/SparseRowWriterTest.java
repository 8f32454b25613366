package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class SparseRowWriterTest {
    private static final Table SPARSE = new Table(
            "log.sparse",
            "Rows with gaps.",
            List.of(
                    new Column("id", "BIGINT", "Always there."),
                    new Column("word", "STRING", "Mostly there."),
                    new Column("pair", "STRUCT<one: BIGINT, two: STRING>", "Seldom there."),
                    new Column("words", "ARRAY<STRING>", "Seldom there."),
                    new Column("never", "STRING", "Never there.")),
            new Layout("id", List.of("id")));

    /** A row whose gaps follow from its number. */
    private record Gappy(long id) implements SparseRow, Serializable {
        @Override
        public long clusterKey() {
            return id;
        }

        @Override
        public void forEach(Values into) {
            into.put(0, id);
            if (hasWord()) {
                into.put(1, text("w" + id));
            }
            if (hasPair()) {
                into.put(2, new GenericInternalRow(new Object[] {id, id % 2 == 0 ? null : text("two")}));
            }
            if (hasWords()) {
                into.put(3, new GenericArrayData(new Object[] {text("a"), null, text("b" + id)}));
            }
        }

        private boolean hasWord() {
            return id % 3 != 0;
        }

        private boolean hasPair() {
            return new Random(id).nextInt(50) == 0;
        }

        private boolean hasWords() {
            return id > 4_000 && id < 4_010 || id == 9_999;
        }

        private static UTF8String text(String text) {
            return UTF8String.fromString(text);
        }
    }

    @Test
    void keepsEveryValueInItsRowWhereverRowGroupsEnd() throws IOException {
        int count = 10_000;
        try (TestWarehouse test = TestWarehouse.create()) {
            Warehouse warehouse = test.warehouse();
            warehouse.create(SPARSE);
            test.rows("ALTER TABLE log.sparse SET TBLPROPERTIES ('write.parquet.row-group-size-bytes' = '20000')");
            JavaSparkContext context =
                    JavaSparkContext.fromSparkContext(test.spark().sparkContext());
            List<SparseRow> rows = new ArrayList<>();
            for (int bucket = 0; bucket < 2; bucket++) {
                for (long id = 0; id < count; id++) {
                    if (warehouse.files("log.sparse").buckets().of(id) == bucket) {
                        rows.add(new Gappy(id));
                    }
                }
            }
            JavaRDD<SparseRow> gappy = context.parallelize(rows, 1);

            warehouse.stageClustered("log.sparse", gappy, "wap");
            warehouse.publish("log.sparse", "wap");

            assertThat(warehouse.files("log.sparse").addresses()).hasSize(2).allSatisfy(file -> {
                assertThat(rowGroups(file)).isGreaterThan(2);
            });
            List<Row> read = test.rows("SELECT * FROM log.sparse ORDER BY id");
            assertThat(read).hasSize(count);
            for (int id = 0; id < count; id++) {
                Row row = read.get(id);
                Gappy written = new Gappy(id);
                assertThat(row.getLong(0)).isEqualTo(id);
                assertThat(row.getString(1)).isEqualTo(written.hasWord() ? "w" + id : null);
                assertThat(row.isNullAt(2)).isEqualTo(!written.hasPair());
                if (written.hasPair()) {
                    assertThat(row.getStruct(2).getLong(0)).isEqualTo(id);
                    assertThat(row.getStruct(2).getString(1)).isEqualTo(id % 2 == 0 ? null : "two");
                }
                assertThat(row.isNullAt(3)).isEqualTo(!written.hasWords());
                if (written.hasWords()) {
                    assertThat(row.<String>getList(3)).containsExactly("a", null, "b" + id);
                }
                assertThat(row.isNullAt(4)).isTrue();
            }
        }
    }

    @Test
    void keepsBoundsOfNumbersAndNoneOfTextsAndFindsBoth() {
        try (TestWarehouse test = TestWarehouse.create()) {
            Warehouse warehouse = test.warehouse();
            warehouse.create(SPARSE);
            int bucket = warehouse.files("log.sparse").buckets().of(7);
            List<SparseRow> rows = new ArrayList<>();
            for (long id = 7; rows.size() < 1_000; id++) {
                if (warehouse.files("log.sparse").buckets().of(id) == bucket) {
                    rows.add(new Gappy(id));
                }
            }
            warehouse.stageClustered(
                    "log.sparse",
                    JavaSparkContext.fromSparkContext(test.spark().sparkContext())
                            .parallelize(rows, 1),
                    "wap");
            warehouse.publish("log.sparse", "wap");

            assertThat(test.rows("SELECT readable_metrics.id.lower_bound, readable_metrics.word.lower_bound,"
                            + " readable_metrics.`pair.two`.lower_bound FROM log.sparse.files"))
                    .containsExactly(RowFactory.create(7L, null, null));
            assertThat(test.rows("SELECT COUNT(*), COUNT_IF(word IS NULL), COUNT_IF(never IS NULL) FROM log.sparse"
                            + " WHERE id = 7 OR word = 'w7' OR pair.two = 'three'"))
                    .containsExactly(RowFactory.create(1L, 0L, 1L));
            assertThat(test.rows("SELECT COUNT(*) FROM log.sparse WHERE never IS NULL"))
                    .containsExactly(RowFactory.create(1_000L));
            assertThat(test.rows("SELECT COUNT(*) FROM log.sparse WHERE never IS NOT NULL"))
                    .containsExactly(RowFactory.create(0L));
            assertThat(test.rows("SELECT id FROM log.sparse WHERE word = 'w7'")).containsExactly(RowFactory.create(7L));
        }
    }

    private static int rowGroups(String file) throws IOException {
        Path path = file.startsWith("file:") ? Path.of(URI.create(file)) : Path.of(file);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
            return reader.getRowGroups().size();
        }
    }
}
