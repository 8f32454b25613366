package dev.sotto.config;

import dev.sotto.domain.Campaign;
import dev.sotto.domain.Spending;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code campaigns.yaml} says of the cost of campaigns, and of those elsewhere that they point to. */
final class SpendingOfCampaigns {

    private SpendingOfCampaigns() {}

    static List<Spending> read(Entry file, List<Campaign> campaigns) {
        List<Spending> spending = new ArrayList<>();
        List<Entry> entries = file.groups("campaigns");
        for (int i = 0; i < entries.size(); i++) {
            Campaign campaign = campaigns.get(i);
            for (Entry spend : entries.get(i).groups("spend")) {
                spending.add(new Spending(
                        campaign.brandId(),
                        campaign.id(),
                        spend.value("from", LocalDate::parse),
                        spend.value("to", LocalDate::parse),
                        spend.number("amount-minor", 0L)));
            }
            for (Entry elsewhere : entries.get(i).groups("off-platform")) {
                if (elsewhere.has("cost-minor")) {
                    spending.add(elsewhere(elsewhere, campaign));
                }
            }
        }
        return spending;
    }

    /** As long as it says itself, else as long as the campaign that points to it. */
    private static Spending elsewhere(Entry entry, Campaign campaign) {
        LocalDate from = entry.optional("from", LocalDate::parse).orElse(campaign.startOn());
        LocalDate to = entry.optional("to", LocalDate::parse).orElse(campaign.endOn());
        if (to != null && to.isBefore(from)) {
            throw entry.refusal(
                    entry.has("to") ? "to" : "from",
                    "makes it end on " + to + ", before its first day " + from,
                    "Write both from and to.");
        }
        return new Spending(campaign.brandId(), campaign.id(), from, to, entry.number("cost-minor", 0L));
    }
}
