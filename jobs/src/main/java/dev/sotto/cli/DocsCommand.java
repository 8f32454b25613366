package dev.sotto.cli;

import dev.sotto.config.Catalogue;
import dev.sotto.query.Query;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sotto docs}: the dictionary of tables and metrics as a page in each language. */
@CommandLine.Command(
        name = "docs",
        description =
                "Write the dictionary of metrics, tables and columns as pages in English, German, French and Italian.",
        sortOptions = false)
public final class DocsCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Files.createDirectories(options.output());
            Map<String, String> pages = Dictionary.pages(new Query(warehouse));
            for (Locale language : Catalogue.LANGUAGES) {
                String name = Dictionary.fileName(language);
                Path page = Files.writeString(options.output().resolve(name), pages.get(name));
                options.surroundings().out().println(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
