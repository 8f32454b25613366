package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyReportTest {

    @Test
    void refusesResultsOfAnotherBrand() {
        WeeklyReport own = SampleReport.ordinary().report();
        Result first = own.results().get(0);
        Result foreign = new Result(
                first.metric(),
                "brand",
                null,
                "other",
                null,
                first.period(),
                first.periodStartOn(),
                null,
                null,
                1.0,
                null,
                null,
                1,
                0,
                null,
                null,
                Status.OK,
                first.flags(),
                first.unit(),
                1,
                "1");
        List<Result> mixed = new ArrayList<>(own.results());
        mixed.add(foreign);
        assertThatThrownBy(() -> new WeeklyReport(
                        own.kind(),
                        own.condition(),
                        own.sections(),
                        own.brands(),
                        own.period(),
                        own.zone(),
                        mixed,
                        List.of(),
                        List.of(),
                        own.catalogue(),
                        own.provenance()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
