package dev.sotto.warehouse;

import static java.util.Map.entry;

import dev.sotto.domain.SottoException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkIllegalArgumentException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The one Spark of this process, which every warehouse gets a session of its own in.
 *
 * <p>It lives until the process ends: starting it costs seconds, and a session costs nothing.
 */
final class Engine {
    /** What results depend on; nothing may set it otherwise. */
    private static final Map<String, String> FIXED = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.ansi.enabled", "true",
            "spark.hadoop.parquet.page.verify-checksum.enabled", "true",
            "spark.sql.iceberg.planning.preserve-data-grouping", "true",
            "spark.sql.sources.v2.bucketing.enabled", "true",
            "spark.sql.defaultCatalog", CatalogAddress.NAME);

    /**
     * What suits one machine; a cluster's own configuration goes before it.
     *
     * <p>Many small shuffle partitions, joined again where they are too small: what is counted by person stays in memory.
     */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("spark.app.name", "sotto"),
            entry("spark.ui.enabled", "false"),
            entry("spark.sql.shuffle.partitions", "64"),
            entry("spark.sql.adaptive.enabled", "true"),
            entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
            entry("spark.sql.adaptive.advisoryPartitionSizeInBytes", "4m"),
            // Lists by person are short: sorting all rows instead would cost more than to keep them.
            entry("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "100000"),
            // Each small join and sort takes a page: those of 64 MB are a fifth of a small log's time.
            entry("spark.buffer.pageSize", "2m"),
            // What folds and the roll-up hold is not in Spark's books: it gets more than Spark would leave for it.
            entry("spark.memory.fraction", "0.4"),
            // Else a task without memory ends the program without a word, where its run can say what to do.
            entry("spark.executor.killOnFatalError.depth", "0"),
            entry("spark.sql.catalogImplementation", "in-memory"),
            // Else each session has a class loader of its own, and compiles again what another one has compiled.
            entry("spark.sql.artifact.isolation.enabled", "false"),
            // A build has about a thousand pieces of generated code.
            entry("spark.sql.codegen.cache.maxEntries", "4000"),
            // Spark writes down every plan and keeps a thousand of them, for a page that is never opened.
            entry("spark.sql.ui.explainMode", "simple"),
            entry("spark.sql.ui.retainedExecutions", "10"),
            entry("spark.plugins", TaskLoader.class.getName()),
            // The other way to turn letters small takes a second to get ready, and gives the same.
            entry("spark.sql.icu.caseMappings.enabled", "false"),
            entry("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/sotto-spark"));

    /** What makes wrong numbers silently: files passed over, and windows cut in two. */
    static final List<String> DANGEROUS = List.of(
            "spark.sql.files.ignoreCorruptFiles",
            "spark.sql.files.ignoreMissingFiles",
            "spark.sql.sources.v2.bucketing.allowJoinKeysSubsetOfPartitionKeys.enabled");

    private static @Nullable SparkSession root;

    private Engine() {}

    /** A new session whose catalog {@code sotto} is this class with these properties. */
    static synchronized SparkSession session(String master, Class<?> catalog, Map<String, String> properties) {
        if (root == null || root.sparkContext().isStopped()) {
            Thread.currentThread()
                    .setContextClassLoader(
                            new PatientLoader(Thread.currentThread().getContextClassLoader()));
            root = started(SparkSession.builder().config(configuration(master))::getOrCreate);
        }
        TaskLoader.take();
        SparkSession session = root.newSession();
        FIXED.entrySet().stream()
                .filter(entry -> session.conf().isModifiable(entry.getKey()))
                .forEach(entry -> session.conf().set(entry.getKey(), entry.getValue()));
        checkSafe(session);
        String prefix = "spark.sql.catalog." + CatalogAddress.NAME;
        session.conf().set(prefix, catalog.getName());
        properties.forEach((key, value) -> session.conf().set(prefix + "." + key, value));
        return session;
    }

    /** What starting Spark gives, which refuses to start where it could do nothing with the memory that it has. */
    static <T> T started(Supplier<T> start) {
        try {
            return start.get();
        } catch (SparkIllegalArgumentException e) {
            if (!"INVALID_DRIVER_MEMORY".equals(e.getCondition())) {
                throw e;
            }
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot start Spark: the " + Runtime.getRuntime().maxMemory() / (1 << 20)
                            + " MB of Java's memory are too little for it. Give it more, such as SOTTO_HEAP=2g.",
                    e);
        }
    }

    private static SparkConf configuration(String master) {
        SparkConf conf = new SparkConf();
        FIXED.forEach(conf::set);
        DEFAULTS.forEach(conf::setIfMissing);
        conf.setIfMissing("spark.master", master);
        if (conf.get("spark.master").startsWith("local")) {
            conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
        }
        return conf;
    }

    /** See that nothing is on that gives wrong numbers silently. */
    static void checkSafe(SparkSession session) {
        DANGEROUS.forEach(key -> checkOff(session, key));
    }

    private static void checkOff(SparkSession session, String key) {
        if (Boolean.parseBoolean(session.conf().get(key, "false"))) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot start Spark: " + key + " is true, which gives wrong numbers silently. Set it to false.");
        }
    }
}
