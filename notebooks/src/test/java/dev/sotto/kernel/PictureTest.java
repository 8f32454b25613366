package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.query.Answer.Column;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void writesNoValueAsMarkup() {
        Picture picture = new Picture(
                List.of(new Column("<b>", false)), List.of(List.of("<script>alert('$x$')</script>")), false);
        assertThat(picture.html())
                .contains("<th>&lt;b&gt;</th>")
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "$");
    }

    @Test
    void drawsARunOfBlocksAsABar() {
        Picture picture =
                new Picture(List.of(new Column("a", false)), List.of(List.of("████"), List.of("██ 2")), false);
        assertThat(picture.html())
                .contains("<td><span class=\"bar\" style=\"width:2.0em\"></span></td>", "<td>██ 2</td>");
        assertThat(picture.text()).isEqualTo("a\n████\n██ 2");
    }

    @Test
    void saysThatThereIsNothing() {
        Picture picture = new Picture(List.of(new Column("a", false)), List.of(), false);
        assertThat(picture.html()).contains("<p>No rows.</p>");
        assertThat(picture.text()).isEqualTo("a\nNo rows.");
    }

    @Test
    void saysThatThereIsMore() {
        Picture picture = new Picture(List.of(new Column("a", true)), List.of(Arrays.asList((String) null)), true);
        assertThat(picture.text()).isEqualTo("   a\nNULL\nThe first 1,000 rows; there are more.");
    }
}
