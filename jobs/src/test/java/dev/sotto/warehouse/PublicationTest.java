package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final int IDS = 4;

    private TestWarehouse test;

    @BeforeEach
    void open() {
        test = TestWarehouse.create();
        test.warehouse().create(Shelf.RESULTS);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void publishesEachIdOnceHoweverManyThreadsTryAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<List<Long>>> writers = Stream.of(1, 2, 3)
                    .map(seed -> (Callable<List<Long>>) () -> Publisher.stageAndPublish(test.directory(), IDS, seed))
                    .toList();
            Set<List<Long>> answers = new HashSet<>();
            for (Future<List<Long>> writer : threads.invokeAll(writers)) {
                answers.add(writer.get());
            }
            assertThat(answers).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertPublishedOnce();
    }

    @Test
    void publishesEachIdOnceHoweverManyProcessesTryAtOnce() throws Exception {
        List<Child> children = new ArrayList<>();
        for (String seed : List.of("4", "5", "6")) {
            children.add(Child.start(Publisher.class, "", test.directory(), Integer.toString(IDS), seed));
        }
        Set<String> answers = new HashSet<>();
        for (Child child : children) {
            answers.add(child.line());
            assertThat(child.exitCode()).isZero();
        }
        assertThat(answers).hasSize(1).doesNotContainNull();
        assertPublishedOnce();
    }

    private void assertPublishedOnce() {
        assertThat(test.rows("SELECT count(*), count(DISTINCT id) FROM metrics.things")
                        .toString())
                .isEqualTo("[[4,4]]");
    }

    @Test
    @Tag("long")
    void losesNoCommitOfThreeProcessesThatAppendAtOnce() throws Exception {
        List<Child> children = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            String[] ids = new String[10];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = Integer.toString(child * 100 + i);
            }
            children.add(Child.start(Appender.class, "", test.directory(), ids));
        }
        List<Long> acknowledged = new ArrayList<>();
        for (Child child : children) {
            for (String line = child.line(); line != null; line = child.line()) {
                acknowledged.add(Long.parseLong(line));
            }
            assertThat(child.exitCode()).isZero();
        }

        assertThat(acknowledged).hasSize(30);
        assertThat(test.rows("SELECT id FROM metrics.things"))
                .extracting(row -> row.getLong(0))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
    }
}
