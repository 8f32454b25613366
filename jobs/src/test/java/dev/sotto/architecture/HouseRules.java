package dev.sotto.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The laws of the house, to be held by the classes of each module. */
public final class HouseRules {

    /** The layer of each package; a package knows only those of lower layers. */
    private static final Map<String, Integer> LAYERS = layers();

    /** Where the program meets the world: streams and the clock of the machine. */
    private static final String[] DOORS = {"dev.sotto.cli..", "dev.sotto.bench..", "dev.sotto.kernel.."};

    private static final String[] PURE = {"dev.sotto.domain..", "dev.sotto.stats..", "dev.sotto.fold.."};
    private static final String[] WITHOUT_SPARK = {"dev.sotto.config..", "dev.sotto.sql..", "dev.sotto.cli.."};

    private final JavaClasses classes;

    private HouseRules(JavaClasses classes) {
        this.classes = classes;
    }

    /** The rules for the classes of the module that is being tested, which are at least so many. */
    public static HouseRules ofModule(int atLeast) {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));
        assertThat(classes).as("classes examined").hasSizeGreaterThanOrEqualTo(atLeast);
        return new HouseRules(classes);
    }

    private static Map<String, Integer> layers() {
        Map<String, Integer> layers = new TreeMap<>();
        Stream.of("domain", "stats").forEach(name -> layers.put(name, 1));
        Stream.of("config", "sql", "fold").forEach(name -> layers.put(name, 2));
        Stream.of("warehouse", "chart").forEach(name -> layers.put(name, 3));
        Stream.of("ingest", "build", "export", "query", "simulate", "report", "delivery")
                .forEach(name -> layers.put(name, 4));
        layers.put("cli", 5);
        // The doors of other modules: they are commands, so they stand on the front door and know it.
        Stream.of("cli.report", "bench", "kernel").forEach(name -> layers.put(name, 6));
        return layers;
    }

    /** Every package has a layer, and knows only those below it. */
    public void holdLayers() {
        assertThat(classes.stream().map(HouseRules::room).distinct()).isSubsetOf(LAYERS.keySet());
        LAYERS.forEach((room, layer) -> noClasses()
                .that(are(room))
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are of a package that is not below " + room) {
                    @Override
                    public boolean test(JavaClass other) {
                        return other.getPackageName().startsWith("dev.sotto.")
                                && !room(other).equals(room)
                                && LAYERS.getOrDefault(room(other), Integer.MAX_VALUE) >= layer;
                    }
                })
                .allowEmptyShould(true)
                .check(classes));
    }

    private static DescribedPredicate<JavaClass> are(String room) {
        return new DescribedPredicate<>("are of dev.sotto." + room) {
            @Override
            public boolean test(JavaClass candidate) {
                return room(candidate).equals(room);
            }
        };
    }

    // The name below dev.sotto; rooms that templates are generated into belong to the room around them.
    private static String room(JavaClass type) {
        String name = type.getPackageName().replaceFirst("^dev\\.sotto\\.", "");
        while (!LAYERS.containsKey(name) && name.contains(".")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return name;
    }

    /** Words, numbers and folds are plain Java; configuration, SQL files and commands do without Spark. */
    public void holdSparkInItsLayers() {
        check(noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.apache..", "scala..", "com.fasterxml..", "picocli..", "java.sql..", "org.jfree..")));
        check(noClasses()
                .that(resideInAnyPackage(WITHOUT_SPARK))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..", "scala..")));
        check(noClasses()
                .that(resideInAnyPackage("dev.sotto.kernel.."))
                .should()
                .dependOnClassesThat(nameMatching("org\\.apache\\.spark\\.sql\\.(Row|Dataset)")));
    }

    /** Only the doors print; nothing logs by java.util.logging. */
    public void holdStreams() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.apache.log4j..")));
        check(noClasses()
                .that(new DescribedPredicate<JavaClass>("are no doors") {
                    @Override
                    public boolean test(JavaClass candidate) {
                        return !resideInAnyPackage(DOORS).test(candidate);
                    }
                })
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in"));
        check(noClasses()
                .that(new DescribedPredicate<JavaClass>("are not the front door") {
                    @Override
                    public boolean test(JavaClass candidate) {
                        return !candidate.getName().equals("dev.sotto.cli.Main");
                    }
                })
                .should()
                .callMethod(System.class, "exit", int.class));
    }

    /**
     * Only the doors know what time it is, and nothing is left to chance. The sign on a lock may say since when it is
     * held: people read it, and no number comes of it.
     */
    public void holdTime() {
        Set<String> tellers = Set.of(
                "java.time.Instant",
                "java.time.LocalDate",
                "java.time.LocalDateTime",
                "java.time.LocalTime",
                "java.time.ZonedDateTime",
                "java.time.OffsetDateTime",
                "java.time.Year",
                "java.time.YearMonth");
        check(noClasses()
                .that(new DescribedPredicate<JavaClass>("are no doors") {
                    @Override
                    public boolean test(JavaClass candidate) {
                        return !resideInAnyPackage(DOORS).test(candidate)
                                && !candidate.getSimpleName().equals("WarehouseLock");
                    }
                })
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it asks the machine for the time") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        String owner = call.getTargetOwner().getName();
                        boolean asksNow = call.getName().equals("now")
                                && tellers.contains(owner)
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class));
                        boolean takesClock = owner.equals(Clock.class.getName())
                                && call.getName().startsWith("system");
                        return asksNow
                                || takesClock
                                || owner.equals("java.lang.System")
                                        && call.getName().equals("currentTimeMillis");
                    }
                })
                .orShould()
                .callConstructor(java.util.Date.class));
        check(noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(DOORS)))
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID"));
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }
}
