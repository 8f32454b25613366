package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetPartTest {

    @TempDir
    private Path folder;

    /** Virtual machines differ in the order of what they keep by the identity of objects. */
    @Test
    void isTheSameInAnotherVirtualMachine() throws IOException, InterruptedException {
        assertThat(part("0")).hasSameBinaryContentAs(part("2"));
    }

    /** Simulate where objects get their identities in a way of its own. */
    private Path part(String identities) throws IOException, InterruptedException {
        Path out = folder.resolve(identities);
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=" + identities,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sotto.cli.Main",
                        "simulate",
                        "-q",
                        "--events",
                        "5000",
                        "--format",
                        "PARQUET",
                        "--out",
                        out.toString())
                .inheritIO()
                .start();
        assertThat(machine.waitFor()).isZero();
        return out.resolve("log/part-000000.parquet");
    }
}
