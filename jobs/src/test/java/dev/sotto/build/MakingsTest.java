package dev.sotto.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MakingsTest {
    private final Makings makings = new Makings();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void makesATableOnceThoseThatItReadsAreThere() {
        add("units", "log");
        add("sums", "units");
        add("ages");
        add("cells", "sums", "ages");
        add("results", "cells");

        makings.run(Progress.NONE);

        assertThat(said)
                .containsSubsequence(
                        "units begins",
                        "units is there",
                        "sums begins",
                        "sums is there",
                        "cells begins",
                        "results begins")
                .containsSubsequence("ages is there", "cells begins")
                .hasSize(10);
        assertThat(makings.outcome()).startsWith("5 tables; longest: ");
    }

    @Test
    void beginsWithThoseThatMostOthersWaitFor() {
        CountDownLatch isBegun = new CountDownLatch(1);
        for (String small : List.of("ages", "calls", "rooms")) {
            makings.add(small, List.of(), () -> await(isBegun));
        }
        makings.add("units", List.of(), isBegun::countDown);
        add("sums", "units");
        add("results", "sums", "ages", "calls", "rooms");

        makings.run(Progress.NONE);

        assertThat(said).endsWith("results is there");
    }

    @Test
    void failsOnceNothingRunsAnyMore() {
        CountDownLatch hasFailed = new CountDownLatch(1);
        makings.add("sums", List.of(), () -> {
            hasFailed.countDown();
            throw new IllegalArgumentException("no sums");
        });
        makings.add("ages", List.of(), () -> {
            await(hasFailed);
            said.add("ages is there");
        });
        add("results", "sums");

        assertThatThrownBy(() -> makings.run(Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no sums");
        assertThat(said).containsExactly("ages is there");
    }

    private void add(String table, String... reads) {
        makings.add(table, List.of(reads), () -> {
            said.add(table + " begins");
            said.add(table + " is there");
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
