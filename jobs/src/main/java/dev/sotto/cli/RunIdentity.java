package dev.sotto.cli;

import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.Inventory;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes a run that run: contents of the inputs, configuration, what is taken for now, and the program.
 *
 * @param runId a name for people: the day it is for, and the beginning of the fingerprint
 * @param fingerprint SHA-256 of all of it; equal ones need no second run
 */
record RunIdentity(String runId, String fingerprint) {

    /** To be raised when code outside of the SQL files changes what a run makes of the same log. */
    private static final int CODE_VERSION = 7;

    static RunIdentity of(Inventory inventory, Workspace workspace, Instant asOf) {
        String fingerprint = Sha256.of(String.join(
                "\n",
                inventory.fingerprint(),
                workspace.fingerprint(),
                String.valueOf(workspace.maxRejectShare()),
                asOf.toString(),
                LogTables.EVENTS.ddl(),
                Stream.concat(SqlFiles.units().stream(), SqlFiles.tables().stream())
                        .map(SqlFile::text)
                        .collect(Collectors.joining("\n")),
                String.valueOf(CODE_VERSION)));
        LocalDate day = asOf.atZone(workspace.zone()).toLocalDate();
        return new RunIdentity(day + "-" + fingerprint.substring(0, 8), fingerprint);
    }
}
