package dev.sotto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Progress;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportPlan;
import dev.sotto.simulate.Simulation;
import dev.sotto.simulate.SimulationSettings;
import dev.sotto.warehouse.TestWarehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdTest {

    @TempDir
    private static Path directory;

    private static Crowd crowd;

    @BeforeAll
    static void simulateASmallWorld() {
        Simulation.run(SimulationSettings.of(5_000, 1, directory.resolve("world")), Progress.NONE);
        crowd = new Crowd(directory.resolve("world"), 5);
    }

    @Test
    void declaresEachCopyWithItsOwnCampaignsAndAPlan() {
        Path settings =
                crowd.workspace(directory.resolve("crowd"), "pages", List.of("en", "de"), List.of("html", "pdf"));
        Workspace workspace = Workspace.read(settings, Map.of());
        assertThat(workspace.brands())
                .extracting(Brand::id)
                .contains("house-001", "house-005")
                .hasSize(5);
        assertThat(workspace.brands()).extracting(Brand::name).doesNotHaveDuplicates();
        assertThat(workspace.campaigns())
                .extracting(Campaign::id)
                .contains("house-001-nuit-de-soie")
                .doesNotHaveDuplicates();
        assertThat(workspace.reports()).hasSize(5).first().satisfies((ReportPlan plan) -> {
            assertThat(plan.languages()).containsExactly(Locale.ENGLISH, Locale.GERMAN);
            assertThat(plan.formats()).containsExactly(ReportFormat.HTML, ReportFormat.PDF);
        });
    }

    @Test
    void laysTheNumbersOfEachBrandUnderItsCopies() {
        try (TestWarehouse test = TestWarehouse.create()) {
            test.publish("metrics.results", """
                    SELECT * FROM VALUES
                      ('verlaine', 'verlaine-nuit-de-soie', 1D), ('northwind', CAST(NULL AS STRING), 2D), (NULL, NULL, 3D)
                    AS rows (brand_id, campaign_id, value)""");
            test.publish("metrics.coverage", "SELECT 'verlaine' AS brand_id, 'feed' AS source");
            crowd.layUnder(test.warehouse());
            assertThat(test.warehouse().read("metrics.results").collectAsList())
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder(
                            "[house-001,house-001-nuit-de-soie,1.0]",
                            "[house-003,house-003-nuit-de-soie,1.0]",
                            "[house-005,house-005-nuit-de-soie,1.0]",
                            "[house-002,null,2.0]",
                            "[house-004,null,2.0]",
                            "[null,null,3.0]");
            assertThat(test.warehouse().read("metrics.coverage").count()).isEqualTo(3);
        }
    }
}
