package dev.sotto.warehouse;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Knows the class loader that tasks look with where they run in this process.
 *
 * <p>Spark keeps generated code by class loader: where its threads look with another one than its tasks, everything is
 * compiled twice. Spark tells nobody this loader but its plugins.
 */
public final class TaskLoader implements SparkPlugin {
    private static final AtomicReference<@Nullable ClassLoader> OF_TASKS = new AtomicReference<>();

    /** Let this thread, and those that it starts, look with the class loader of tasks. */
    static void take() {
        ClassLoader ofTasks = OF_TASKS.get();
        if (ofTasks != null) {
            Thread.currentThread().setContextClassLoader(ofTasks);
        }
    }

    @Override
    public @Nullable DriverPlugin driverPlugin() {
        return null;
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extra) {
                OF_TASKS.set(Thread.currentThread().getContextClassLoader());
            }
        };
    }
}
