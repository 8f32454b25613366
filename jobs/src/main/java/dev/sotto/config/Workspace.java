package dev.sotto.config;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.ExchangeRate;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.Feed;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.Source;
import dev.sotto.domain.Spending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a user owns: one folder of YAML files and a log. Reading it checks it; a wrong key ends with a remedy.
 *
 * <p>A setting is what the command line says, else what {@code sotto.yaml} says, else its default.
 */
public final class Workspace {
    private final Path directory;
    private final Settings settings;
    private final ReferenceData reference;
    private final Map<String, String> environment;

    private Workspace(Path directory, Settings settings, ReferenceData reference, Map<String, String> environment) {
        this.directory = directory;
        this.settings = settings;
        this.reference = reference;
        this.environment = environment;
    }

    /** Read {@code sotto.yaml} and what it names, or fail with the first thing that is wrong. */
    public static Workspace read(Path sottoYaml) {
        return read(sottoYaml, System.getenv());
    }

    /** The same in another environment, the variables of which may hold secrets and are not looked at before they are asked for. */
    public static Workspace read(Path sottoYaml, Map<String, String> environment) {
        Path file = Files.isDirectory(sottoYaml) ? sottoYaml.resolve("sotto.yaml") : sottoYaml;
        if (!Files.exists(file)) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot open the workspace " + file + ": there is no such file."
                            + " Name a sotto.yaml with --config, or make one; an empty file has every default.");
        }
        Path resolved = file.getParent();
        Path directory = resolved == null ? Path.of("") : resolved;
        Entry sotto = Entry.of(YamlFile.read(file, FileSchema.SOTTO));
        Settings settings = Settings.of(sotto, directory);
        ReferenceData reference = ReferenceData.of(sotto, directory, settings.zone());
        List<String> sources = reference.feeds().stream().map(Feed::sourceId).toList();
        sotto.groups("inputs").stream()
                .filter(input -> input.has("source"))
                .forEach(input -> input.reference("source", sources, "sources"));
        return new Workspace(directory, settings, reference, Map.copyOf(environment));
    }

    /** The same workspace with what a command line puts in the place of its settings. */
    public Workspace overriddenBy(Overrides overrides) {
        return new Workspace(directory, settings.overriddenBy(overrides), reference, environment);
    }

    /** The folder that holds {@code sotto.yaml}. */
    public Path directory() {
        return directory;
    }

    /** Zone of scopes all and platform: {@code zone}, UTC by default. */
    public ZoneId zone() {
        return settings.zone();
    }

    /** What schedules and maturity take for now: {@code as-of}, empty for the clock; of a date its last millisecond. */
    public Optional<Instant> asOf() {
        return settings.asOf();
    }

    /**
     * The workspace's own logs: {@code inputs}, files or folders, each with an optional mapping. Whether they are there
     * shows when they are opened.
     */
    public List<Input> inputs() {
        return settings.inputs();
    }

    /**
     * A file or folder of logs, and what is said about how it is written.
     *
     * @param mapping what reads it where it is somebody's own table
     * @param source the source that wrote it, as declared in {@code sources.yaml}
     * @param format how it is written where no source is named
     */
    public record Input(Path path, Optional<Path> mapping, Optional<String> source, Optional<LogFormat> format) {

        /** One of which nothing is said but its mapping. */
        public Input(Path path, Optional<Path> mapping) {
            this(path, mapping, Optional.empty(), Optional.empty());
        }
    }

    /**
     * The feed that wrote an input: that of its source, or the one declared for its format; empty where nobody says.
     */
    public Optional<Feed> feed(Input input) {
        if (input.source().isPresent()) {
            return feeds().stream()
                    .filter(feed -> feed.sourceId().equals(input.source().get()))
                    .findFirst();
        }
        return input.format().map(this::feed);
    }

    private Feed feed(LogFormat format) {
        List<Feed> fitting =
                feeds().stream().filter(feed -> feed.format() == format).toList();
        if (fitting.size() > 1) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot tell which source is meant by the format " + format.word() + ": "
                            + fitting.stream().map(Feed::sourceId).collect(Collectors.joining(" and "))
                            + " are declared with it. Name one as source of an input in sotto.yaml.");
        }
        return fitting.isEmpty() ? Feed.undeclared(format) : fitting.get(0);
    }

    /** How the files of the declared sources are read. */
    public List<Feed> feeds() {
        return reference.feeds();
    }

    /** The share of rejects above which nothing is published: {@code max-reject-share}, 0.05 by default. */
    public double maxRejectShare() {
        return settings.maxRejectShare();
    }

    /** Silence after which a new conversation begins: {@code conversation-gap}, 24 h by default. */
    public Duration conversationGap() {
        return settings.conversationGap();
    }

    /** When the earliest possible event was: {@code plausible-from}, 2000-01-01 in {@link #zone} by default. */
    public Instant plausibleFrom() {
        return settings.plausibleFrom();
    }

    /** {@code warehouse}, by default {@code .sotto/warehouse} in the workspace. */
    public Path warehouseDirectory() {
        return settings.warehouse();
    }

    /** {@code output}, by default {@code .sotto/output} in the workspace. */
    public Path outputDirectory() {
        return settings.output();
    }

    /** How long rows are kept: {@code retention}, for ever by default. */
    public Retention retention() {
        return settings.retention();
    }

    /**
     * The secret of pseudonyms, 32 bytes: from the environment's {@code SOTTO_PSEUDONYM_KEY} (hex), else from
     * {@code pseudonym-key-file}, made on first use with mode 0600 beside the default warehouse.
     */
    public byte[] pseudonymKey() {
        return PseudonymKey.read(settings.pseudonymKeyFile(), environment);
    }

    /** The secrets of pseudonyms that were used before this one, where they stand after it; they tell who was erased. */
    public List<byte[]> formerPseudonymKeys() {
        List<byte[]> keys = PseudonymKey.readAll(settings.pseudonymKeyFile(), environment);
        return keys.subList(1, keys.size());
    }

    public List<Brand> brands() {
        return reference.brands();
    }

    public List<Campaign> campaigns() {
        return reference.campaigns();
    }

    /** The experiments that campaigns declare. */
    public List<Experiment> experiments() {
        return reference.experiments();
    }

    /** What campaigns cost, where they say. */
    public List<Spending> spending() {
        return reference.spending();
    }

    /** The funnels of {@code funnels/*.yaml}, then that of each scenario of a campaign. */
    public List<FunnelPlan> funnels() {
        return reference.funnels();
    }

    /** The retentions of {@code retention/*.yaml}. */
    public List<RetentionPlan> retentionPlans() {
        return reference.retentionPlans();
    }

    /** What currencies were worth on the days for which a rate is declared. */
    public List<ExchangeRate> rates() {
        return reference.rates();
    }

    /** The declared sources; any other is {@link Source#undeclared}. */
    public List<Source> sources() {
        return reference.sources();
    }

    /** A source, complete as far as markers beside the log say so too. */
    public Source completed(Source source) {
        return completeDays().completed(source);
    }

    private CompleteDays completeDays() {
        return CompleteDays.in(inputs().stream().map(Input::path).toList());
    }

    /** Policies of all platforms, oldest first; {@link PlatformPolicy#BUILT_IN} is always among them. */
    public List<PlatformPolicy> policies() {
        return reference.policies();
    }

    public List<ReportPlan> reports() {
        return reference.reports();
    }

    /** The files of reference data that are missing, so that stated defaults hold; a report's footer names them. */
    public List<String> undeclared() {
        return reference.undeclared();
    }

    /**
     * Hash of every setting and file that can change a number: mappings and markers too, the log and report plans not. What is
     * taken for now is no setting in this sense: it moves without any file changing.
     */
    public String fingerprint() {
        return Fingerprint.of(settings, reference, completeDays());
    }

    /** Where it is; never a secret. */
    @Override
    public String toString() {
        return "Workspace[" + directory + "]";
    }
}
