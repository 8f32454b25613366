package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.catalog.TableWritePrivilege;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A catalog for readers: every table at the snapshot that the last finished run names, the ledger as {@code ops}, and no
 * way to write.
 *
 * <p>Whatever a run is doing meanwhile, all tables of a session belong together.
 */
public final class PinnedCatalog implements TableCatalog, SupportsNamespaces, FunctionCatalog {
    private static final String SNAPSHOT = "sotto.snapshot.";
    private static final String DIRECTORY = "sotto.directory";
    private static final String OPS = "ops";

    private final SparkCatalog tables = new SparkCatalog();
    private final Map<String, String> snapshots = new TreeMap<>();
    private Path directory = Path.of("");
    private Map<String, LocalTable> ledgerTables = Map.of();

    /**
     * What Spark is told about this catalog.
     *
     * @param snapshots what is read of each table, by its name
     */
    static Map<String, String> properties(CatalogAddress address, Map<String, Long> snapshots) {
        Map<String, String> properties = address.properties();
        properties.put(DIRECTORY, address.directory().toString());
        snapshots.forEach((table, snapshot) -> properties.put(SNAPSHOT + table, snapshot.toString()));
        return properties;
    }

    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        tables.initialize(name, options);
        options.forEach((key, value) -> {
            if (key.startsWith(SNAPSHOT)) {
                snapshots.put(key.substring(SNAPSHOT.length()), value);
            }
        });
        directory = Path.of(options.get(DIRECTORY));
        ledgerTables = LedgerTables.of(directory);
    }

    @Override
    public String name() {
        return tables.name();
    }

    @Override
    public String[] defaultNamespace() {
        return new String[0];
    }

    @Override
    public Table loadTable(Identifier identifier) throws NoSuchTableException {
        String namespace = String.join(".", identifier.namespace());
        if (namespace.equals(OPS)) {
            LocalTable table = ledgerTables.get(identifier.name());
            if (table == null) {
                throw new NoSuchTableException(identifier);
            }
            return table;
        }
        String snapshot = snapshots.get(namespace + "." + identifier.name());
        if (snapshot != null) {
            return tables.loadTable(identifier, snapshot);
        }
        if (!Warehouse.NAMESPACES.contains(namespace)) {
            throw new NoSuchTableException(identifier);
        }
        // A table that the run left without rows may have some by now.
        return LocalTable.emptyLike(tables.loadTable(identifier));
    }

    /** Spark asks by this way when a statement is going to write. */
    @Override
    public Table loadTable(Identifier identifier, Set<TableWritePrivilege> privileges) {
        throw refusal("write table " + identifier);
    }

    @Override
    public Table loadTable(Identifier identifier, String version) throws NoSuchTableException {
        String table = String.join(".", identifier.namespace()) + "." + identifier.name();
        if (version.equals(snapshots.get(table))) {
            return loadTable(identifier);
        }
        if (table.equals(Results.TABLE) && isToldInResults(version)) {
            return tables.loadTable(identifier, version);
        }
        throw refusal("read another version of " + identifier);
    }

    /** Whether a finished run published it: reports are compared with such. */
    private boolean isToldInResults(String version) {
        try (Ledger ledger = Ledger.openFinished(directory)) {
            return ledger.snapshotsOf(Results.TABLE).stream()
                    .map(String::valueOf)
                    .anyMatch(version::equals);
        }
    }

    @Override
    public Table loadTable(Identifier identifier, long timestamp) {
        throw refusal("read another version of " + identifier);
    }

    @Override
    public void invalidateTable(Identifier identifier) {
        tables.invalidateTable(identifier);
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        if (!namespaceExists(namespace)) {
            throw new NoSuchNamespaceException(namespace);
        }
        return namespace[0].equals(OPS)
                ? ledgerTables.keySet().stream()
                        .map(name -> Identifier.of(namespace, name))
                        .toArray(Identifier[]::new)
                : tables.listTables(namespace);
    }

    @Override
    public String[][] listNamespaces() {
        return Stream.concat(Warehouse.NAMESPACES.stream(), Stream.of(OPS))
                .map(name -> new String[] {name})
                .toArray(String[][]::new);
    }

    @Override
    public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length == 0) {
            return listNamespaces();
        }
        if (!namespaceExists(namespace)) {
            throw new NoSuchNamespaceException(namespace);
        }
        return new String[0][];
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return Arrays.stream(listNamespaces()).anyMatch(known -> Arrays.equals(known, namespace));
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        if (!namespaceExists(namespace)) {
            throw new NoSuchNamespaceException(namespace);
        }
        return Map.of();
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
        return tables.listFunctions(namespace);
    }

    /** Iceberg's own functions, by which Spark knows that rows lie in buckets. */
    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        return tables.loadFunction(identifier);
    }

    @Override
    public Table createTable(Identifier identifier, TableInfo info) {
        throw refusal("create table " + identifier);
    }

    @Override
    public Table alterTable(Identifier identifier, TableChange... changes) {
        throw refusal("change table " + identifier);
    }

    @Override
    public boolean dropTable(Identifier identifier) {
        throw refusal("drop table " + identifier);
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
        throw refusal("rename table " + from);
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> metadata) {
        throw refusal("create namespace " + String.join(".", namespace));
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) {
        throw refusal("change namespace " + String.join(".", namespace));
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) {
        throw refusal("drop namespace " + String.join(".", namespace));
    }

    private static SottoException refusal(String what) {
        return new SottoException(
                SottoException.Code.USE,
                "Cannot " + what + ": this session only reads, and reads what the last finished run published."
                        + " Change tables with `sotto run` and its steps.");
    }
}
