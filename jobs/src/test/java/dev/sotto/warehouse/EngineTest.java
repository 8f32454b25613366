package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import java.util.Map;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.memory.UnifiedMemoryManager;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTest {
    private SparkSession session;

    @BeforeEach
    void start() {
        session = Engine.session("local[2]", SparkCatalog.class, Map.of());
    }

    static Iterable<String> dangers() {
        return Engine.DANGEROUS;
    }

    @ParameterizedTest
    @MethodSource("dangers")
    void refusesWhatGivesWrongNumbersSilently(String key) {
        assertThat(session.conf().get(key)).isEqualTo("false");
        assertThatCode(() -> Engine.checkSafe(session)).doesNotThrowAnyException();

        session.conf().set(key, "true");

        assertThatThrownBy(() -> Engine.checkSafe(session))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining(key + " is true");
    }

    @Test
    void givesEachWarehouseASessionOfItsOwnInOneSpark() {
        SparkSession other = Engine.session("local[2]", SparkCatalog.class, Map.of("uri", "elsewhere"));

        assertThat(other.sparkContext()).isSameAs(session.sparkContext());
        assertThat(other.conf().get("spark.sql.catalog.sotto.uri")).isEqualTo("elsewhere");
        assertThat(session.conf().getOption("spark.sql.catalog.sotto.uri").isEmpty())
                .isTrue();
    }

    @Test
    void checksPagesCountsInUtcAndServesNoPage() {
        assertThat(session.sparkContext().hadoopConfiguration().get("parquet.page.verify-checksum.enabled"))
                .isEqualTo("true");
        assertThat(session.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
        assertThat(session.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
        assertThat(session.sparkContext().uiWebUrl().isEmpty()).isTrue();
        assertThat(session.sparkContext().getConf().get("spark.driver.bindAddress"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void compilesGeneratedCodeOnceForDriverAndTasks() {
        Dataset<Long> answer = session.range(0, 2, 1, 2)
                .map(
                        (MapFunction<Long, Long>) row -> (long)
                                System.identityHashCode(Thread.currentThread().getContextClassLoader()),
                        Encoders.LONG());

        assertThat(answer.distinct().collectAsList()).containsExactly((long)
                System.identityHashCode(Thread.currentThread().getContextClassLoader()));
    }

    @Test
    void saysWhatToDoWhereMemoryIsTooLittleForSpark() {
        SparkConf small = new SparkConf().set("spark.testing.memory", "100000000");

        assertThatThrownBy(() -> Engine.started(() -> UnifiedMemoryManager.apply(small, 1)))
                .isInstanceOfSatisfying(SottoException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(SottoException.Code.STORAGE);
                    assertThat(refusal).hasMessageEndingWith("Give it more, such as SOTTO_HEAP=2g.");
                });
    }

    @Test
    void failsARunWhoseTaskHasNoMemoryLeftAndNotTheProgram() {
        Dataset<Long> rows = session.range(0, 2, 1, 2)
                .map(
                        (MapFunction<Long, Long>) row -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        Encoders.LONG());

        assertThatThrownBy(rows::collectAsList).hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
}
