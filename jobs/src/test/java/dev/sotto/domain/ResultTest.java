package dev.sotto.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultTest {

    @Test
    void namesTheFewestMinorsThatTheSqlSuppressesBelow() throws IOException {
        try (InputStream sql = Result.class.getResourceAsStream("/sql/functions/is_suppressed.sql")) {
            assertThat(new String(sql.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("persons < " + Result.FEWEST_MINORS);
        }
    }
}
