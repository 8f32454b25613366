package dev.sotto.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The campaigns of a world as a workspace declares them. */
final class CampaignsYaml {
    private CampaignsYaml() {}

    static String of(World world, Calendar calendar) {
        StringBuilder yaml = new StringBuilder("# What the brands send in direct messages, and what they hope for.\n");
        yaml.append("campaigns:\n");
        List<String> campaigns = new ArrayList<>();
        for (World.Campaign campaign : world.campaigns()) {
            campaigns.add(campaign(campaign, calendar));
        }
        return yaml.append(String.join("\n", campaigns)).toString();
    }

    private static String campaign(World.Campaign campaign, Calendar calendar) {
        LocalDate startOn = calendar.startOn().plusWeeks(campaign.fromWeek() - 1L);
        List<String> lines = new ArrayList<>();
        lines.add("- id: " + campaign.id());
        lines.add("  brand: " + campaign.brand());
        lines.add("  name: " + WorkspaceFiles.quoted(campaign.name()));
        lines.add("  scenario: " + campaign.scenario());
        lines.add("  type: " + campaign.type());
        lines.add("  start: " + startOn);
        lines.add("  audience: " + (campaign.youthGuideline() == null ? "18_plus" : "16_plus"));
        if (campaign.youthGuideline() != null) {
            lines.add("  youth-guideline: " + campaign.youthGuideline());
        }
        if (campaign.spendMinor() != null) {
            LocalDate endOn = calendar.endOn().minusDays(1);
            lines.add("  spend:");
            lines.add("    - {from: " + startOn + ", to: " + endOn + ", amount-minor: " + campaign.spendMinor() + "}");
        }
        lines.add("  conversion:");
        lines.add("    event: " + campaign.conversionEvent());
        lines.add("    window: " + campaign.windowDays() + "d");
        if (campaign.goals() != null) {
            lines.add("  goals: " + WorkspaceFiles.flow(campaign.goals()));
        }
        experiment(campaign, lines);
        if (campaign.scenario().equals("ambassador_onboarding")) {
            lines.add("  onboarding-steps: [" + String.join(", ", Onboarding.STEPS) + "]");
        }
        if (campaign.offPlatformCostMinor() != null) {
            lines.add("  off-platform:");
            lines.add("    - {name: Elsewhere, cost-minor: " + campaign.offPlatformCostMinor() + ", from: " + startOn
                    + ", to: " + calendar.endOn().minusDays(1) + "}");
        }
        return "  " + String.join("\n  ", lines) + "\n";
    }

    private static void experiment(World.Campaign campaign, List<String> lines) {
        World.Experiment experiment = campaign.experiment();
        Map<String, Double> arms = new LinkedHashMap<>();
        if (experiment != null) {
            arms.putAll(experiment.arms());
            lines.add("  experiment:");
            lines.add("    id: " + experiment.id());
        } else if (campaign.holdout() > 0) {
            arms.put("holdout", campaign.holdout());
            arms.put("messages", 1 - campaign.holdout());
            lines.add("  experiment:");
            lines.add("    id: " + campaign.id());
        } else {
            return;
        }
        lines.add("    arms:");
        arms.forEach((arm, weight) -> lines.add("      - {id: " + arm + ", weight: " + weight + "}"));
    }
}
