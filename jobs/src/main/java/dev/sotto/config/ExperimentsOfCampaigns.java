package dev.sotto.config;

import dev.sotto.domain.Campaign;
import dev.sotto.domain.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the experiments that {@code campaigns.yaml} declares. */
final class ExperimentsOfCampaigns {

    private ExperimentsOfCampaigns() {}

    static List<Experiment> read(Entry file, List<Campaign> campaigns) {
        List<Experiment> experiments = new ArrayList<>();
        List<Entry> entries = file.groups("campaigns");
        for (int i = 0; i < entries.size(); i++) {
            Campaign campaign = campaigns.get(i);
            Entry experiment = entries.get(i).group("experiment");
            Map<String, Double> weights = new LinkedHashMap<>();
            experiment.groups("arms").forEach(arm -> weights.put(arm.text("id"), arm.number("weight", 1.0)));
            if (weights.size() < 2) {
                continue;
            }
            experiments.add(new Experiment(
                    experiment.optional("id").orElse(campaign.id()),
                    campaign.id(),
                    campaign.brandId(),
                    experiment
                            .optional("control")
                            .orElse(weights.keySet().iterator().next()),
                    weights,
                    campaign.conversionEvent(),
                    campaign.conversionWindow()));
        }
        return experiments;
    }
}
