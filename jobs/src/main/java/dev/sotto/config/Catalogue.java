package dev.sotto.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.domain.Metric;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metric catalogue: every metric by its id, in the order of {@code catalogue.yaml}, and the words for what they are. */
public final class Catalogue {

    /** The languages of the product's words; whoever reads none of them reads the first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.ITALIAN);

    private static final String RESOURCE = "/catalogue.yaml";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final File file;

    private Catalogue(File file) {
        this.file = file;
        file.metrics().forEach(entry -> metrics.put(entry.id(), entry.metric()));
    }

    /** The catalogue that the product ships. */
    public static Catalogue shipped() {
        return Shipped.CATALOGUE;
    }

    /** Read once, when first asked for: it is part of the program. */
    private static final class Shipped {
        static final Catalogue CATALOGUE = of(text());
    }

    private static String text() {
        try (InputStream yaml = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new SottoException(
                        Code.BUG, "Cannot read the catalogue: " + RESOURCE + " is not in the program.");
            }
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SottoException(Code.BUG, "Cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    /** The catalogue that a text in YAML is; what its schema does not allow, such as a language left out, is refused. */
    static Catalogue of(String yaml) {
        YamlFile file = YamlFile.parse(Path.of("catalogue.yaml"), yaml);
        FileSchema.CATALOGUE.check(file);
        try {
            return new Catalogue(MAPPER.treeToValue(file.root(), File.class));
        } catch (JsonProcessingException e) {
            throw new SottoException(Code.BUG, "Cannot read the catalogue: " + e.getOriginalMessage(), e);
        }
    }

    public Collection<Metric> all() {
        return Collections.unmodifiableCollection(metrics.values());
    }

    /** Every metric by its id. */
    public Map<String, Metric> byId() {
        return Collections.unmodifiableMap(metrics);
    }

    /** The metric of that id, where there is one. */
    public Optional<Metric> find(String id) {
        return Optional.ofNullable(metrics.get(id));
    }

    /** The metric of that id, or a failure that names those there are. */
    public Metric metric(String id) {
        return find(id).orElseThrow(() -> new SottoException(
                Code.USE,
                "Cannot find the metric '" + id + "': the catalogue has none of that name. Take one of "
                        + String.join(", ", metrics.keySet()) + "."));
    }

    /** What the values of a metric are, in the words of a language. */
    public String unit(Metric metric, Locale language) {
        return said(file.units(), metric.unit(), language);
    }

    /** Which direction of a metric is good news, in the words of a language. */
    public String better(Metric metric, Locale language) {
        return said(file.better(), word(metric.better()), language);
    }

    /** By which method intervals are made, in the words of a language. */
    public String interval(Metric.Interval method, Locale language) {
        return said(file.intervals(), word(method), language);
    }

    private static String said(Map<String, Map<String, String>> words, String word, Locale language) {
        Map<String, String> languages = words.getOrDefault(word, Map.of());
        return languages.getOrDefault(language.getLanguage(), languages.getOrDefault("en", word));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record File(
            Map<String, Map<String, String>> units,
            Map<String, Map<String, String>> better,
            Map<String, Map<String, String>> intervals,
            List<Entry> metrics) {}

    private record Entry(
            String id,
            Map<String, String> title,
            Map<String, String> description,
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
