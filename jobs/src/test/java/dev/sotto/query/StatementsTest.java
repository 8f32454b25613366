package dev.sotto.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void cutsAtSemicolons() {
        assertThat(Statements.of("SELECT 1; SELECT 2 ;\n;")).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void leavesSemicolonsInQuotesAndComments() {
        assertThat(Statements.of("SELECT ';', `a;b`, \"c;\\\"d\" -- one; two\n, 1 /* ; /* ; */ ; */; SELECT 2"))
                .containsExactly("SELECT ';', `a;b`, \"c;\\\"d\" -- one; two\n, 1 /* ; /* ; */ ; */", "SELECT 2");
    }

    @Test
    void passesOverWhatIsOnlyAComment() {
        assertThat(Statements.of("-- nothing\n; /* nothing */;")).isEmpty();
    }

    @Test
    void knowsWhenAStatementIsTyped() {
        assertThat(Statements.isComplete("SELECT 1;")).isTrue();
        assertThat(Statements.isComplete("SELECT ';")).isFalse();
        assertThat(Statements.isComplete("SELECT 1")).isFalse();
    }
}
