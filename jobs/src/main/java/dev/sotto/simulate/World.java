package dev.sotto.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a simulation is told: brands, campaigns, how people behave, what happens in which week, how dirty the log is. */
record World(
        int contactsPerNeighbourhood,
        int eventsPerNeighbourhood,
        People people,
        List<Brand> brands,
        List<Campaign> campaigns,
        Habits habits,
        Dirt dirt,
        Gap gap) {

    /** Who there is. */
    record People(double whatsappShare, Map<String, Double> ageBands, double engagementSigma) {
        People {
            ageBands = ordered(ageBands);
        }
    }

    /** A brand and the course of its weeks. */
    record Brand(
            String id,
            String name,
            String zone,
            String locale,
            String currency,
            double share,
            Map<String, Double> regions,
            int agents,
            int opens,
            int closes,
            List<String> closed,
            long orderMinor,
            long spendMinor,
            double returnRate,
            double returnFade,
            Story story) {
        Brand {
            regions = ordered(regions);
            closed = List.copyOf(closed);
        }

        ZoneId zoneId() {
            return ZoneId.of(zone);
        }

        boolean isClosed(DayOfWeek day) {
            return closed.contains(day.name().substring(0, 3).toLowerCase(Locale.ROOT));
        }
    }

    /** Factors by week. */
    record Story(
            List<Double> volume,
            List<Double> reply,
            List<Double> convert,
            @JsonProperty("return") List<Double> returning) {
        static double of(List<Double> factors, int week) {
            return week < factors.size() ? factors.get(week) : 1;
        }
    }

    /**
     * A campaign and what a touch of it brings.
     *
     * @param audience share of the brand's contacts that it is for; null for all
     */
    record Campaign(
            String id,
            String brand,
            String name,
            String scenario,
            String type,
            int fromWeek,
            double rate,
            double reply,
            double click,
            double convert,
            String conversionEvent,
            @Nullable Integer conversionDays,
            List<String> days,
            int hour,
            double holdout,
            @Nullable Double audience,
            @Nullable Experiment experiment,
            @Nullable Long spendMinor,
            @Nullable Long offPlatformCostMinor,
            @Nullable String youthGuideline,
            @Nullable Map<String, Double> goals) {
        Campaign {
            days = List.copyOf(days);
            goals = goals == null ? null : ordered(goals);
        }

        int windowDays() {
            return conversionDays == null ? 7 : conversionDays;
        }

        boolean isRunning(int week) {
            return week >= fromWeek - 1;
        }
    }

    /** Arms drawn by lot, one of which is weaker by a factor. */
    record Experiment(String id, Map<String, Double> arms, String weakerArm, double effect) {
        Experiment {
            arms = ordered(arms);
        }
    }

    /** How people and agents behave. */
    record Habits(
            double voiceLift,
            double shareOpenerLift,
            double replyLift,
            double delivered,
            double failed,
            double read,
            double played,
            double reacted,
            double replyMinutes,
            double answerMinutes,
            double answered,
            double botFirst,
            double mediaFirstBrand,
            double mediaFirstContact,
            double recovered,
            double reminderShown,
            Map<String, Double> reminderOutcomes,
            Map<String, Double> filterOn,
            Map<String, Double> filterHits,
            double contactFirst,
            double spontaneousOrder,
            double refunded,
            double replyWithoutCampaign) {
        Habits {
            reminderOutcomes = ordered(reminderOutcomes);
            filterOn = ordered(filterOn);
            filterHits = ordered(filterHits);
        }
    }

    /** What is wrong with the log. */
    record Dirt(
            double duplicate,
            double late,
            double malformed,
            double blank,
            double overLimit,
            int testActorEvery,
            int spammerEvery,
            int leakedMinorEvery) {}

    /** Hours, in UTC, that a source lost. */
    record Gap(String source, int week, String day, int fromHour, int toHour) {}

    World {
        brands = List.copyOf(brands);
        campaigns = List.copyOf(campaigns);
    }

    Brand brand(String id) {
        return brands.stream()
                .filter(brand -> brand.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The campaign of a brand with that scenario, if it has one. */
    @Nullable
    Campaign campaign(Brand brand, String scenario) {
        return campaigns.stream()
                .filter(campaign -> campaign.brand().equals(brand.id())
                        && campaign.scenario().equals(scenario))
                .findFirst()
                .orElse(null);
    }

    /** Read a world file, or the built-in world where none is given. */
    static World read(@Nullable Path file) {
        try (InputStream in =
                file == null ? World.class.getResourceAsStream("world.yaml") : Files.newInputStream(file)) {
            return mapper(new YAMLFactory()).readValue(in, World.class);
        } catch (JsonMappingException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the world " + file + ": " + e.getOriginalMessage()
                            + ". Start from the built-in world.yaml and change its values.",
                    e);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the world " + file + ": " + e.getMessage() + ". Name a YAML file that can be read.",
                    e);
        }
    }

    /** Reads and writes worlds with the keys of the file. */
    static ObjectMapper mapper(com.fasterxml.jackson.core.@Nullable JsonFactory factory) {
        return new ObjectMapper(factory).setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
