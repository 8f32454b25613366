package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.List;

/** When each person switched the nudity filter on or off. */
public final class FilterSettingFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.filter_settings",
            "One row a time that a person set the nudity filter.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("person_id", "STRING", "Who set it, as a pseudonym."),
                    new Column("age_band", "STRING", "Age band of that person then."),
                    new Column("set_at", "TIMESTAMP", "When it was set."),
                    new Column("set_order", "INT", "Its place among the settings of that person, from 1."),
                    new Column("is_enabled", "BOOLEAN", "It was switched on.")),
            Layout.AS_THEY_COME);

    private final List<FoldEvent> settings = new ArrayList<>();

    @Override
    public void accept(FoldEvent event) {
        if (event.type() == EventType.FILTER_SETTING && event.actor().id() != null) {
            settings.add(event);
        }
    }

    @Override
    public void finish(RowSink sink) {
        for (int i = 0; i < settings.size(); i++) {
            FoldEvent set = settings.get(i);
            sink.row(
                    TABLE,
                    set.platform(),
                    set.actor().id(),
                    set.actor().ageBand(),
                    set.at(),
                    i + 1,
                    "on".equals(set.details().word()));
        }
        settings.clear();
    }
}
