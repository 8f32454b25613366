package dev.sotto.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
    private final SqlParser parser = new SqlParser();

    static List<String> hostile() {
        return StatementList.read("hostile.sql");
    }

    static List<String> normal() {
        return StatementList.read("normal.sql");
    }

    @Test
    void hasEnoughToTest() {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(78);
        assertThat(normal()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource
    void hostile(String statement) {
        assertThatThrownBy(() -> parser.parse(statement, Set.of("uploaded")))
                .isInstanceOf(SottoException.class)
                .hasMessageStartingWith("Cannot run the statement: ")
                .satisfies(e -> assertThat(((SottoException) e).code()).isEqualTo(SottoException.Code.USE));
    }

    @ParameterizedTest
    @MethodSource
    void normal(String statement) {
        assertThatCode(() -> parser.parse(statement, Set.of("uploaded"))).doesNotThrowAnyException();
    }

    @Test
    void leavesVariablesOfTheEnvironmentUnread() {
        assertThat(parser.parse("SELECT '${env:PATH}'", Set.of()).toString()).contains("${env:PATH}");
    }

    @Test
    void saysWhatIsRefused() {
        assertThatThrownBy(() -> parser.parse("SELECT TRANSFORM(a) USING 'id' AS (x) FROM log.events", Set.of()))
                .hasMessageContaining("TRANSFORM, which starts a program, is not allowed");
        assertThatThrownBy(() -> parser.parse("SELECT a FROM log.events e ORDER BY java_method('a', 'b')", Set.of()))
                .hasMessageContaining("the function java_method is not allowed");
        assertThatThrownBy(() -> parser.parse("SELECT * FROM people", Set.of()))
                .hasMessageContaining("there is no table people here");
    }

    @Test
    void saysWhereAStatementIsWrong() {
        assertThatThrownBy(() -> parser.parse("SELECT *\nFORM log.events", Set.of()))
                .hasMessage("Cannot run the statement: Syntax error at or near 'log' (line 2, column 6)."
                        + " Correct it there and try again.");
    }
}
