package dev.sotto.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a simulation is told: brands, campaigns, how people behave, what happens in which week, how dirty the log is. */
record World(
        int contactsPerNeighbourhood,
        int eventsPerNeighbourhood,
        People people,
        List<Rollout> rollouts,
        List<Brand> brands,
        List<Campaign> campaigns,
        Habits habits,
        Effects effects,
        Dirt dirt,
        List<Gap> gaps) {

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
            List<String> holidays,
            List<Double> season,
            long orderMinor,
            long spendMinor,
            double returnRate,
            double returnFade,
            Story story) {
        Brand {
            regions = ordered(present(regions, "regions"));
            present(id, "id");
            present(zone, "zone");
            present(story, "story");
            closed = List.copyOf(present(closed, "closed"));
            closed.forEach(Calendar::day);
            holidays = holidays == null ? List.of() : List.copyOf(holidays);
            season = season == null ? List.of() : List.copyOf(season);
        }

        ZoneId zoneId() {
            return ZoneId.of(zone);
        }

        /** Whether nobody works on a day: a weekday of rest, or a holiday. */
        boolean isClosed(LocalDate day) {
            return closed.contains(Calendar.name(day.getDayOfWeek())) || holidays.contains(day.toString());
        }

        /** How much is sent in a week, by the story of the brand and the season. */
        double volume(Calendar calendar, int week) {
            int month = calendar.startOn().plusWeeks(week).getMonthValue();
            return Story.of(story.volume(), week) * Story.of(season, month - 1);
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
     * @param voiceShare share of its touches with a voice note where its scenario leaves that open; null for half
     * @param voiceTilt how much the more engaged get more of them: the power of the engagement; 0 draws lots
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
            @Nullable Double voiceShare,
            double voiceTilt,
            @Nullable Experiment experiment,
            @Nullable Long spendMinor,
            @Nullable Long offPlatformCostMinor,
            @Nullable String youthGuideline,
            @Nullable Map<String, Double> goals) {
        Campaign {
            present(id, "id");
            present(brand, "brand");
            present(scenario, "scenario");
            days = List.copyOf(present(days, "days"));
            days.forEach(Calendar::day);
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
            arms = ordered(present(arms, "arms"));
        }
    }

    /** How people and agents behave. */
    record Habits(
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
            Map<String, Double> weekdays,
            double reminderShown,
            Map<String, Double> reminderOutcomes,
            Map<String, Double> filterOn,
            Map<String, Double> filterHits,
            double contactFirst,
            double spontaneousOrder,
            double buyerOrder,
            double refunded,
            double leaked,
            double replyWithoutCampaign) {
        Habits {
            weekdays = ordered(weekdays);
            weekdays.keySet().forEach(Calendar::day);
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

    /** Hours, in UTC, that a source lost; they may end on a later day, as hours beyond 24. */
    record Gap(String source, int week, String day, int fromHour, int toHour) {
        Gap {
            Calendar.day(present(day, "day"));
        }
    }

    World {
        brands = List.copyOf(brands);
        campaigns = List.copyOf(campaigns);
        rollouts = rollouts == null ? List.of() : List.copyOf(rollouts);
        gaps = gaps == null ? List.of() : List.copyOf(gaps);
        Set<String> ids = brands.stream().map(Brand::id).collect(Collectors.toSet());
        for (Campaign campaign : campaigns) {
            if (!ids.contains(campaign.brand())) {
                throw new IllegalArgumentException(
                        "campaign " + campaign.id() + " is of the brand " + campaign.brand() + ", which is not there");
            }
        }
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

    /** Read a world file over the built-in world, which stands where the file is silent; a list replaces the whole list. */
    static World read(@Nullable Path file) {
        ObjectMapper yaml = mapper(new YAMLFactory());
        yaml.configOverride(ArrayNode.class).setMergeable(false);
        try (InputStream builtIn = World.class.getResourceAsStream("world.yaml")) {
            JsonNode world = yaml.readTree(builtIn);
            if (file != null) {
                world = yaml.readerForUpdating(world).readValue(Files.readAllBytes(file));
            }
            return yaml.treeToValue(world, World.class);
        } catch (JsonProcessingException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the world " + file + ": " + e.getOriginalMessage()
                            + ". Start from the built-in world.yaml and change its values.",
                    e);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the world " + file + ": it is no file that can be read. Name a YAML file.",
                    e);
        }
    }

    /** Reads and writes worlds with the keys of the file. */
    static ObjectMapper mapper(@Nullable JsonFactory factory) {
        return new ObjectMapper(factory).setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    }

    /** What a brand or campaign cannot do without. */
    static <T> T present(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("the key " + key + " is missing");
        }
        return value;
    }

    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
