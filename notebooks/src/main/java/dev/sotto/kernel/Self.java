package dev.sotto.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the kernel says of itself. */
final class Self {
    static final String NAME = "Sotto SQL";

    private Self() {}

    /** The content of {@code kernel_info_reply}. */
    static ObjectNode description() {
        ObjectNode self = JsonNodeFactory.instance.objectNode();
        self.put("status", "ok")
                .put("protocol_version", Message.PROTOCOL)
                .put("implementation", "sotto")
                .put("implementation_version", version())
                .put("banner", NAME + ": Spark SQL over your warehouse. SHOW TABLES lists what there is.");
        self.putObject("language_info")
                .put("name", "sql")
                .put("version", "Spark SQL")
                .put("mimetype", "text/x-sql")
                .put("file_extension", ".sql")
                .put("pygments_lexer", "sql")
                .put("codemirror_mode", "sql");
        self.putArray("help_links")
                .addObject()
                .put("text", "Spark SQL")
                .put("url", "https://spark.apache.org/docs/latest/sql-ref.html");
        return self;
    }

    // What Maven wrote into the jar.
    private static String version() {
        String version = Self.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
