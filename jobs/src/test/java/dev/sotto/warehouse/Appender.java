package dev.sotto.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;

/** A process that appends to a table without the lock and without Spark, one row a commit, and names what was acknowledged. */
final class Appender {
    private Appender() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        try (JdbcCatalog catalog = catalog(directory)) {
            Table table = catalog.loadTable(TableIdentifier.parse("metrics.things"));
            for (String id : List.of(arguments).subList(1, arguments.length)) {
                table.newAppend().appendFile(file(table, Long.parseLong(id))).commit();
                System.out.println(id);
            }
        }
    }

    static JdbcCatalog catalog(Path directory) {
        JdbcCatalog catalog = new JdbcCatalog();
        catalog.setConf(new Configuration());
        catalog.initialize(CatalogAddress.NAME, new CatalogAddress(directory).properties());
        return catalog;
    }

    static DataFile file(Table table, long id) throws IOException {
        String path = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
        DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(path))
                .forTable(table)
                .withSpec(PartitionSpec.unpartitioned())
                .createWriterFunc(GenericParquetWriter::create)
                .build();
        try (writer) {
            writer.write(GenericRecord.create(table.schema()).copy(Map.of("id", id, "word", "appended")));
        }
        return writer.toDataFile();
    }
}
