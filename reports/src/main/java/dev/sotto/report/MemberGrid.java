package dev.sotto.report;

import java.util.ArrayList;
import java.util.List;

/** Writes the same numbers for several members below each other, each with what is said of it last. */
final class MemberGrid {
    private final Edition edition;
    private final List<String> metrics;

    MemberGrid(Edition edition, List<String> metrics) {
        this.edition = edition;
        this.metrics = metrics.stream()
                .filter(metric -> edition.metric(metric).isPresent())
                .toList();
    }

    /** A heading for each column; those of the first and the last are given. */
    List<String> head(String first, String last) {
        List<String> head = new ArrayList<>(List.of(first));
        metrics.forEach(metric -> head.add(edition.title(metric)));
        head.add(last);
        return head;
    }

    CardBody.Grid.Row row(Member member, String closing, String tone) {
        return new CardBody.Grid.Row(member.name(), new Tiles(edition.about(member)).cells(metrics), closing, tone);
    }
}
