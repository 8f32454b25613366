package dev.sotto.config;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.ExchangeRate;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.Feed;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.Source;
import dev.sotto.domain.Spending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is declared beside the log.
 *
 * @param undeclared the files that are missing, so that their defaults hold
 * @param contents what each file that is there says, by its key in {@code sotto.yaml}; report plans excepted
 */
record ReferenceData(
        List<Brand> brands,
        List<Campaign> campaigns,
        List<Experiment> experiments,
        List<Spending> spending,
        List<FunnelPlan> funnels,
        List<RetentionPlan> retentionPlans,
        List<ExchangeRate> rates,
        List<PlatformPolicy> policies,
        List<Source> sources,
        List<Feed> feeds,
        List<ReportPlan> reports,
        List<String> undeclared,
        Map<String, String> contents) {

    ReferenceData {
        brands = List.copyOf(brands);
        campaigns = List.copyOf(campaigns);
        experiments = List.copyOf(experiments);
        spending = List.copyOf(spending);
        funnels = List.copyOf(funnels);
        retentionPlans = List.copyOf(retentionPlans);
        rates = List.copyOf(rates);
        policies = List.copyOf(policies);
        sources = List.copyOf(sources);
        feeds = List.copyOf(feeds);
        reports = List.copyOf(reports);
        undeclared = List.copyOf(undeclared);
        contents = Map.copyOf(contents);
    }

    /** Read every file that {@code sotto.yaml} names, and those of a default name that are there. */
    static ReferenceData of(Entry sotto, Path folder, ZoneId zone) {
        Reading reading = new Reading(sotto, folder);
        List<Brand> brands = BrandsFile.read(reading.yaml("brands", FileSchema.BRANDS), zone);
        List<String> brandIds = brands.stream().map(Brand::id).toList();
        Entry declared = reading.yaml("campaigns", FileSchema.CAMPAIGNS);
        List<Campaign> campaigns = CampaignsFile.read(declared, brandIds);
        List<ExchangeRate> rates = reading.rates();
        List<PlatformPolicy> policies = PlatformsFile.read(reading.yaml("platforms", FileSchema.PLATFORMS), zone);
        Entry sources = reading.yaml("sources", FileSchema.SOURCES);
        return new ReferenceData(
                brands,
                campaigns,
                ExperimentsOfCampaigns.read(declared, campaigns),
                SpendingOfCampaigns.read(declared, campaigns),
                reading.funnels(brandIds, campaigns),
                reading.retentionPlans(brandIds),
                rates,
                policies,
                SourcesFile.read(sources),
                SourcesFile.feeds(sources, folder, brandIds),
                reading.path("reports", "reports")
                        .map(reports -> ReportsFolder.read(reports, brands, campaigns, zone))
                        .orElse(List.of()),
                reading.undeclared,
                reading.contents);
    }

    /** One pass over the files, which remembers what was there and what it said. */
    private static final class Reading {
        private final Entry sotto;
        private final Path folder;
        private final List<String> undeclared = new ArrayList<>();
        private final Map<String, String> contents = new HashMap<>();

        Reading(Entry sotto, Path folder) {
            this.sotto = sotto;
            this.folder = folder;
        }

        Entry yaml(String key, FileSchema schema) {
            Optional<YamlFile> file = path(key, key + ".yaml").map(path -> YamlFile.read(path, schema));
            file.ifPresent(read -> contents.put(key, read.canonical()));
            return Entry.of(file.orElseGet(() -> YamlFile.parse(folder.resolve(key + ".yaml"), "")));
        }

        List<ExchangeRate> rates() {
            List<ExchangeRate> rates =
                    path("rates", "rates.csv").map(RatesFile::read).orElse(List.of());
            contents.put("rates", rates.toString());
            return rates;
        }

        List<FunnelPlan> funnels(List<String> brandIds, List<Campaign> campaigns) {
            List<FunnelPlan> funnels = new ArrayList<>();
            // Without the folder nothing is missing: every scenario has its funnel.
            if (sotto.has("funnels") || Files.exists(folder.resolve("funnels"))) {
                path("funnels", "funnels")
                        .ifPresent(path -> funnels.addAll(FunnelsFolder.read(path, brandIds, contents)));
            }
            funnels.addAll(FunnelsFolder.ofScenarios(campaigns, funnels));
            return funnels;
        }

        /** Without the folder nothing is missing: retention by week is there by itself. */
        List<RetentionPlan> retentionPlans(List<String> brandIds) {
            if (sotto.has("retention-plans") || Files.exists(folder.resolve("retention"))) {
                return path("retention-plans", "retention")
                        .map(path -> RetentionFolder.read(path, brandIds, contents))
                        .orElse(List.of());
            }
            return List.of();
        }

        /** Where a key's file is; empty where it is missing and nobody named it. */
        Optional<Path> path(String key, String defaultName) {
            String name = sotto.optional(key).orElse(defaultName);
            Path path = folder.resolve(name);
            if (Files.exists(path)) {
                return Optional.of(path);
            }
            if (sotto.has(key)) {
                throw sotto.refusal(
                        key, "is '" + Shown.text(name) + "', which does not exist", "Make it, or correct the key.");
            }
            undeclared.add(defaultName);
            return Optional.empty();
        }
    }
}
