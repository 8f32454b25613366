package dev.sotto.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkArithmeticException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map;

class SqlErrorTest {
    private static final SparkArithmeticException DIVISION =
            new SparkArithmeticException("DIVIDE_BY_ZERO", new Map.Map1<>("config", "ansi"), new QueryContext[0], "");

    @Test
    void keepsWhatIsSaidAlready() {
        SottoException said = new SottoException(Code.STORAGE, "Cannot start Spark: so. Do that.", DIVISION);

        assertThat(SqlError.of(new IllegalStateException(said))).isSameAs(said);
    }

    @Test
    void saysWhatFailedInATask() {
        assertThat(SqlError.of(new SparkException("Job aborted", DIVISION)))
                .isInstanceOfSatisfying(SottoException.class, told -> {
                    assertThat(told.code()).isEqualTo(Code.USE);
                    assertThat(told).hasMessageStartingWith("Cannot run the statement: Division by zero.");
                });
    }
}
