package dev.sotto.bench;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a workspace declares of money, hours, campaigns, experiments and rooms, as tables of the peer. */
final class TradeDeclarations {

    private TradeDeclarations() {}

    /** Statements that make them. */
    static List<String> statements(Workspace workspace) {
        List<String> statements = new ArrayList<>();
        add(statements, "currencies", "brand_id VARCHAR, currency VARCHAR", currencies(workspace.brands()));
        add(statements, "rates", "day DATE, currency VARCHAR, rate DOUBLE", rates(workspace));
        add(statements, "onboarding", "campaign_id VARCHAR, step VARCHAR", onboarding(workspace.campaigns()));
        add(statements, "youth", "campaign_id VARCHAR, has_guideline BOOLEAN", youth(workspace.campaigns()));
        add(
                statements,
                "spendings",
                "brand_id VARCHAR, campaign_id VARCHAR, from_on DATE, to_on DATE, amount_minor BIGINT",
                workspace.spending().stream().map(TradeDeclarations::spending).toList());
        add(
                statements,
                "experiments_planned",
                "experiment_id VARCHAR, campaign_id VARCHAR, brand_id VARCHAR, control VARCHAR, variant VARCHAR,"
                        + " weight DOUBLE, conversion_event VARCHAR, window_ms BIGINT",
                arms(workspace.experiments()));
        add(
                statements,
                "room_limits",
                "platform VARCHAR, valid_from BIGINT, participants INTEGER, moderators INTEGER, rooms INTEGER",
                limits(workspace));
        return statements;
    }

    private static void add(List<String> statements, String name, String columns, List<String> rows) {
        statements.addAll(Declarations.table(name, columns, rows));
    }

    private static List<String> currencies(List<Brand> brands) {
        return brands.stream()
                .map(brand -> Declarations.row(Peer.quoted(brand.id()), Peer.quoted(brand.currency())))
                .toList();
    }

    private static List<String> rates(Workspace workspace) {
        return workspace.rates().stream()
                .map(rate -> Declarations.row(
                        Peer.quoted(rate.day().toString()),
                        Peer.quoted(rate.currency()),
                        rate.perEuro().toPlainString()))
                .toList();
    }

    private static List<String> onboarding(List<Campaign> campaigns) {
        return campaigns.stream()
                .flatMap(campaign -> campaign.onboardingSteps().stream()
                        .distinct()
                        .map(step -> Declarations.row(Peer.quoted(campaign.id()), Peer.quoted(step))))
                .toList();
    }

    private static List<String> youth(List<Campaign> campaigns) {
        return campaigns.stream()
                .filter(Campaign::isForYouth)
                .map(campaign -> Declarations.row(
                        Peer.quoted(campaign.id()), Boolean.toString(campaign.youthGuideline() != null)))
                .toList();
    }

    private static String spending(Spending spending) {
        return Declarations.row(
                Peer.quoted(spending.brandId()),
                Peer.quoted(spending.campaignId()),
                Peer.quoted(spending.fromOn().toString()),
                spending.toOn() == null ? "NULL" : Peer.quoted(spending.toOn().toString()),
                Long.toString(spending.amountMinor()));
    }

    private static List<String> arms(List<Experiment> experiments) {
        List<String> rows = new ArrayList<>();
        for (Experiment experiment : experiments) {
            for (Map.Entry<String, Double> arm : experiment.weights().entrySet()) {
                rows.add(Declarations.row(
                        Peer.quoted(experiment.id()),
                        Peer.quoted(experiment.campaignId()),
                        Peer.quoted(experiment.brandId()),
                        Peer.quoted(experiment.control()),
                        Peer.quoted(arm.getKey()),
                        String.format(Locale.ROOT, "%s", arm.getValue()),
                        Peer.quoted(experiment.conversionEvent().dotted()),
                        Long.toString(experiment.window().toMillis())));
            }
        }
        return rows;
    }

    private static List<String> limits(Workspace workspace) {
        return workspace.policies().stream()
                .map(policy -> Declarations.row(
                        Peer.quoted(policy.platform()),
                        Long.toString(policy.validFrom().toEpochMilli()),
                        Integer.toString(policy.room().maxParticipants()),
                        Integer.toString(policy.room().maxModerators()),
                        Integer.toString(policy.room().maxRoomsPerCreator())))
                .toList();
    }
}
