package dev.sotto.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlFilesTest {

    @Test
    void ordersEveryTableAfterThoseItReads() {
        List<String> made = new ArrayList<>();
        for (SqlFile file : SqlFiles.tables()) {
            assertThat(made)
                    .containsAll(file.reads().stream()
                            .filter(read -> read.startsWith("metrics."))
                            .toList());
            made.add(file.table());
        }
        assertThat(made).contains("metrics.results", "metrics.catalogue");
    }

    @Test
    void keepsFilesShort() {
        assertThat(SqlFiles.tables())
                .allSatisfy(file ->
                        assertThat(file.text().lines().count()).as(file.table()).isLessThan(150));
    }

    @Test
    void refusesAHeaderOfAnotherName() {
        assertThatThrownBy(() -> SqlFile.parse("metrics.a", "-- metrics.b: something.\n"))
                .hasMessageContaining("its header calls it metrics.b");
    }
}
