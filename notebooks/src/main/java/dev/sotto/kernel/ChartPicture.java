package dev.sotto.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.chart.Drawing;
import dev.sotto.chart.Hue;
import dev.sotto.query.Answer;
import dev.sotto.query.Query;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as a chart: as SVG, as pixels where a page takes no SVG, and as what it shows in words. */
record ChartPicture(ChartOrder order, ChartRows rows) {
    private static final int MOST = 400;
    private static final int SCALE = 2;

    /** Ask a statement, and keep its rows. */
    static ChartPicture of(Query query, ChartOrder order, String statement) {
        Answer answer = query.ask(statement, MOST + 1);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        answer.forEach(rows::add);
        if (rows.isEmpty()) {
            throw ChartOrder.refusal("the answer has no rows", "Run the cell without its first line, and look why");
        }
        if (rows.size() > MOST) {
            throw ChartOrder.refusal(
                    "the answer has more than " + MOST + " rows", "Put rows together with GROUP BY, or add LIMIT");
        }
        return new ChartPicture(order, new ChartRows(order, answer.columns(), rows));
    }

    /** It by MIME type; {@code id} is unique in the notebook. */
    ObjectNode data(String id) {
        Drawing drawing = order.kind().draw(new Charts(rows));
        return JsonNodeFactory.instance
                .objectNode()
                .put("image/svg+xml", drawing.document(id, title(), text()))
                .put("image/png", Base64.getEncoder().encodeToString(drawing.png(SCALE, Hue.Ground.LIGHT)))
                .put("text/plain", title() + ": " + text());
    }

    private String title() {
        if (!order.title().isEmpty()) {
            return order.title();
        }
        String value = rows.named(order.kind().needed().contains("value") ? "value" : "y");
        String by = rows.named("x");
        return by.isEmpty() ? value : value + " by " + by;
    }

    private String text() {
        int count = rows.rows().size();
        return "a " + order.kind().word() + " chart of " + count + (count == 1 ? " row" : " rows");
    }
}
