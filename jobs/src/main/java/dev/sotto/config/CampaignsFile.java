package dev.sotto.config;

import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code campaigns.yaml}. */
final class CampaignsFile {
    private CampaignsFile() {}

    static List<Campaign> read(Entry file, List<String> brandIds) {
        return file.groupsUniqueBy("id", "campaigns").stream()
                .map(campaign -> campaign(campaign, brandIds))
                .toList();
    }

    private static Campaign campaign(Entry campaign, List<String> brandIds) {
        checkDays(campaign, "start", "end");
        campaign.groups("spend").forEach(spend -> checkDays(spend, "from", "to"));
        campaign.groups("off-platform").stream()
                .filter(elsewhere -> elsewhere.has("from"))
                .forEach(elsewhere -> checkDays(elsewhere, "from", "to"));
        checkExperiment(campaign.group("experiment"));
        Entry conversion = campaign.group("conversion");
        Duration window =
                conversion.optional("window", HumanDuration::parse).orElse(Campaign.DEFAULT_CONVERSION_WINDOW);
        if (window.isZero()) {
            throw conversion.refusal("window", "is zero", "Write a longer one, like 7d.");
        }
        return new Campaign(
                campaign.text("id"),
                campaign.reference("brand", brandIds, "brands"),
                campaign.text("name"),
                campaign.text("scenario"),
                campaign.text("type"),
                campaign.value("start", LocalDate::parse),
                campaign.optional("end", LocalDate::parse).orElse(null),
                conversion
                        .optional("event", name -> EventType.named(name).orElseThrow())
                        .orElse(Campaign.DEFAULT_CONVERSION_EVENT),
                window,
                campaign.optional("audience").filter("16_plus"::equals).isPresent(),
                campaign.optional("youth-guideline").orElse(null),
                campaign.texts("onboarding-steps"),
                goals(campaign.group("goals")));
    }

    private static Map<String, Double> goals(Entry goals) {
        return goals.keys().stream()
                .collect(Collectors.toMap(Function.identity(), metric -> goals.number(metric, 0.0)));
    }

    private static void checkExperiment(Entry experiment) {
        List<String> arms = experiment.groupsUniqueBy("id", "arms").stream()
                .map(arm -> arm.text("id"))
                .toList();
        if (experiment.has("control")) {
            experiment.reference("control", arms, "arms");
        }
    }

    private static void checkDays(Entry entry, String first, String last) {
        if (entry.has(last) && entry.value(last, LocalDate::parse).isBefore(entry.value(first, LocalDate::parse))) {
            throw entry.refusal(
                    last,
                    "is " + entry.text(last) + ", before " + first + " " + entry.text(first),
                    "Swap or correct them.");
        }
    }
}
