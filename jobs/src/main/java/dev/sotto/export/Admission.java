package dev.sotto.export;

import dev.sotto.domain.AgeBand;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Metric.ExportPolicy;
import dev.sotto.domain.Result;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which results may become rows of a brand's export at all, whatever their size. */
final class Admission {
    private static final Set<String> OWN_SCOPES = Set.of("brand", "campaign");
    private static final Set<String> BANDS =
            Arrays.stream(AgeBand.values()).map(AgeBand::column).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> AGES = Set.of("age", "age_band", "band");
    private static final String UNKNOWN = AgeBand.UNKNOWN.column();

    private final String brandId;
    private final Map<String, Metric> catalogue;
    private final Set<String> sharedCampaigns;
    private final Set<String> ageDimensions = new HashSet<>(AGES);

    /** Rules for a brand, among results that may be of several. */
    Admission(String brandId, Collection<Result> results, Map<String, Metric> catalogue) {
        this.brandId = brandId;
        this.catalogue = catalogue;
        this.sharedCampaigns = shared(results);
        for (Result result : results) {
            // A dimension is one of age if it has a band's name: all of it, since the whole less the adults is the
            // minors.
            Place.slices(result.slice(), result.sliceValue()).forEach((dimension, value) -> {
                if (BANDS.contains(value) && !value.equals(UNKNOWN)) {
                    ageDimensions.add(dimension);
                }
            });
        }
    }

    /** The brand's own results that partners may see. */
    List<Result> admitted(Collection<Result> results) {
        return results.stream().filter(this::admits).toList();
    }

    private boolean admits(Result result) {
        return OWN_SCOPES.contains(result.scope())
                && brandId.equals(result.brandId())
                && result.scope().equals("campaign") == (result.campaignId() != null)
                && !sharedCampaigns.contains(Objects.requireNonNullElse(result.campaignId(), ""))
                && metric(result).exportPolicy() == ExportPolicy.BRAND
                && !namesAges(result)
                && !namesPersons(result);
    }

    private static boolean namesPersons(Result result) {
        return Place.slices(result.slice(), result.sliceValue()).keySet().stream()
                .anyMatch(Metric.PERSONAL_DIMENSIONS::contains);
    }

    private boolean namesAges(Result result) {
        return Place.slices(result.slice(), result.sliceValue()).entrySet().stream()
                .anyMatch(slice -> ageDimensions.contains(slice.getKey()) || BANDS.contains(slice.getValue()));
    }

    private Metric metric(Result result) {
        Metric metric = catalogue.get(result.metric());
        if (metric == null) {
            throw new SottoException(
                    Code.BUG,
                    "Cannot export the metric '" + result.metric()
                            + "': the catalogue does not know it. Build the results again with this version.");
        }
        return metric;
    }

    private static Set<String> shared(Collection<Result> results) {
        return results.stream()
                .filter(result -> result.campaignId() != null)
                .collect(Collectors.groupingBy(
                        result -> Objects.requireNonNull(result.campaignId()),
                        Collectors.mapping(
                                result -> Objects.requireNonNullElse(result.brandId(), ""), Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(campaign -> campaign.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
