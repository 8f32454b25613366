package dev.sotto.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sotto.domain.Metric;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metric catalogue: every metric by its id, in the order of {@code catalogue.yaml}. */
public final class Catalogue {

    private static final String RESOURCE = "/catalogue.yaml";

    private final Map<String, Metric> metrics;

    private Catalogue(Map<String, Metric> metrics) {
        this.metrics = Collections.unmodifiableMap(metrics);
    }

    /** The catalogue that the product ships. */
    public static Catalogue shipped() {
        return Shipped.CATALOGUE;
    }

    /** Read once, when first asked for: it is part of the program. */
    private static final class Shipped {
        static final Catalogue CATALOGUE = read();
    }

    private static Catalogue read() {
        YAMLMapper mapper = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        try (InputStream yaml = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new SottoException(
                        Code.BUG, "Cannot read the catalogue: " + RESOURCE + " is not in the program.");
            }
            Map<String, Metric> metrics = new LinkedHashMap<>();
            for (Entry entry : mapper.readValue(yaml, File.class).metrics()) {
                metrics.put(entry.id(), entry.metric());
            }
            return new Catalogue(metrics);
        } catch (JsonProcessingException e) {
            throw new SottoException(Code.BUG, "Cannot read the catalogue: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SottoException(Code.BUG, "Cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    public Collection<Metric> all() {
        return metrics.values();
    }

    /** Every metric by its id. */
    public Map<String, Metric> byId() {
        return metrics;
    }

    /** The metric of that id, or a failure that names those there are. */
    public Metric metric(String id) {
        Metric metric = metrics.get(id);
        if (metric == null) {
            throw new SottoException(
                    Code.USE,
                    "Cannot find the metric '" + id + "': the catalogue has none of that name. Take one of "
                            + String.join(", ", metrics.keySet()) + ".");
        }
        return metric;
    }

    private record File(List<Entry> metrics) {}

    private record Entry(
            String id,
            Map<String, String> title,
            String description,
            String unit,
            Metric.Better better,
            boolean additive,
            String interval,
            @JsonProperty("export-policy") Metric.ExportPolicy exportPolicy,
            @Nullable String byPerson,
            boolean wholePeriod,
            @Nullable String flag,
            int definitionVersion,
            List<String> needs,
            List<String> scopes,
            List<String> periods,
            List<String> slices) {

        Metric metric() {
            return new Metric(
                    id,
                    title,
                    description,
                    unit,
                    better,
                    additive,
                    Metric.Interval.valueOf(constant(interval)),
                    exportPolicy,
                    byPerson == null ? Metric.ByPerson.SUM : Metric.ByPerson.valueOf(constant(byPerson)),
                    wholePeriod,
                    flag,
                    definitionVersion,
                    needs,
                    scopes,
                    periods,
                    slices);
        }

        private static String constant(String word) {
            return word.replace('-', '_').toUpperCase(Locale.ROOT);
        }
    }
}
