package dev.sotto.cli;

import dev.sotto.query.Query;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sotto docs}: the dictionary of tables and metrics as a page. */
@CommandLine.Command(
        name = "docs",
        description = "Write the dictionary of tables, columns and metrics as a page.",
        sortOptions = false)
public final class DocsCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        Path page = options.output().resolve("dictionary.html");
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Files.createDirectories(options.output());
            Files.writeString(page, Dictionary.page(new Query(warehouse)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.surroundings().out().println(page);
        return 0;
    }
}
