package dev.sotto.export;

import static dev.sotto.export.TestExports.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Result;
import dev.sotto.export.PartnerExport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that fails or is killed at any moment is there as a whole or not at all. */
class KilledExportTest {
    @TempDir
    Path home;

    private TestExports exports;

    @BeforeEach
    void makeKey() {
        exports = TestExports.in(home);
    }

    @AfterEach
    void endFault() {
        System.clearProperty("sotto.fault");
    }

    static Stream<String> points() {
        return PartnerExport.CRASH_POINTS.stream();
    }

    @ParameterizedTest
    @MethodSource("points")
    void leavesNothingHalfDoneWhereItFails(String point) throws IOException {
        List<Result> results = new World(6, 2, 3).results();
        System.setProperty("sotto.fault", point + ":1:ioerror");
        assertThatThrownBy(() -> exports.export("acme", WEEK, results)).hasMessageContaining(point);
        System.clearProperty("sotto.fault");
        exports.assertWholeOrAbsent(point.equals("export-renamed"));
        exports.export("acme", WEEK, results);
        exports.assertWholeOrAbsent(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-forced", "export-renamed"})
    void leavesNothingHalfDoneWhereItIsKilled(String point) throws IOException, InterruptedException {
        killAt(point);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("points")
    void leavesNothingHalfDoneWhereverItIsKilled(String point) throws IOException, InterruptedException {
        killAt(point);
    }

    private void killAt(String point) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsotto.fault=" + point + ":1:halt",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledExportTest.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s", Files.readString(home.resolve("log")))
                .isEqualTo(137);
        boolean isThere = point.equals("export-renamed");
        exports.assertWholeOrAbsent(isThere);
        assertThat(exports.export("acme", WEEK, new World(6, 2, 3).results()).outcome())
                .isEqualTo(isThere ? Outcome.UNCHANGED : Outcome.WRITTEN);
        exports.assertWholeOrAbsent(true);
    }

    /** An export in a process of its own, which a fault may kill. */
    public static void main(String[] home) {
        TestExports.in(Path.of(home[0])).export("acme", WEEK, new World(6, 2, 3).results());
    }
}
