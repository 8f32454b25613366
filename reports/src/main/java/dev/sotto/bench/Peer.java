package dev.sotto.bench;

import dev.sotto.domain.EventField;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB computing the same numbers from the same Parquet files, by SQL of its own: the measure of speed, and an oracle.
 *
 * <p>Its SQL stands in {@code bench/}, one file a table, written from the definitions and apart from the product's.
 */
public final class Peer implements AutoCloseable {

    /** The tables in the order in which they are made, the results last. */
    static final List<String> TABLES = words("""
            spammers counted coverage feeds watermarks story opened
            heard messages writers units reach depth pairs openers checks acts
            agents talk conversations replies marks cycles tickets inbox
            media content arrivals deliveries
            affairs beginnings reminders origins reports creatives ambassadors entries work timed
            loads rules occupancy stays room_acts participation purchases rooms ages
            clicks codes touches credits money attribution chains landings repeats arms experiments
            horizons lifecycle freshness comebacks attempts waits
            durations survival percentiles
            cells habits trust calls adoption retention spending others results""");

    /** The metrics that the peer knows by every slice. */
    private static final Set<String> WHOLLY_KNOWN = Set.copyOf(words("""
            messages_sent active_contacts reached_contacts reply_rate reply_depth delivery_rate read_rate voice_play_rate
            format_share format_adoption rich_active_days dau_wau share_of_first_openers
            media_items_sent pack_size pack_size_share pack_at_nine_share media_camera_share media_edited_share
            media_captioned_share voice_at_cap_share voice_duration_p50 voice_duration_p90 compose_latency
            first_response_time_p50 first_response_time_p90 first_response_survival frt_business reply_time
            unanswered_rate two_way_share messages_per_conversation messages_per_conversation_p50 off_app_handoff_rate
            resolution_time resolution_time_human reopen_rate vip_voice_share satisfaction_rate rating_response_rate
            dm_share_of_shares live_wish_fulfilment group_call_participation trust_index
            campaign_conversion_rate retention_on
            first_contact_block_rate block_recovery_rate filter_hit_rate age_denials"""));

    /** The metrics that it knows whole, and by some slices. */
    private static final Set<String> PARTLY_KNOWN = Set.copyOf(words("""
            block_recovery_opener_rate text_first_compliance media_first_attempt_share
            reminder_cancel_rate reminder_edit_rate filter_enabled_share report_rate origin_verified_rate
            policy_adherence policy_conflicts unknown_age_share freshness_p95
            approval_cycle_time_p50 approval_cycle_time_p90 approval_cycle_business first_pass_rate approval_rounds
            contract_lead_time onboarding_completion onboarding_time_p50 tutorial_play_rate
            contest_valid_rate contest_text_first_share contest_moderation_load
            room_occupancy room_moderator_occupancy creator_room_occupancy room_ban_rate room_participation
            room_promo_conversion_rate unique_ctr off_platform_ctr promo_redemption_rate promo_leak_rate
            net_revenue_per_reached roas rule_credit shapley_credit unattributed_share
            retention_on_or_after platform_retention declared_retention lifecycle_contacts
            repeat_purchase_after_dm repeat_purchase_lift
            lift_absolute lift_relative lift_sequential lift_detectable incremental_conversions srm_p
            funnel_step_persons funnel_step_rate
            time_to_convert_p50 time_to_convert_p90 time_to_convert_mean time_to_convert_survival"""));

    /** The metrics that the peer knows. */
    static final Set<String> METRICS =
            Stream.of(WHOLLY_KNOWN, PARTLY_KNOWN).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SLICES = Set.copyOf(words("""
            opener_side exposure rule promo target_platform model horizon,week state personal_message n,retention
            funnel,step funnel variant"""));

    /** What gives no other metric a row where it happens. */
    private static final Set<String> ASIDE = Set.of("age_denials", "freshness_p95", "roas");

    /** Read column by column by what comes after it, so it is not stored. */
    private static final String VIEW = "counted";

    /** The columns that most of the work needs: reading them is the floor of any build. */
    static final List<String> SCANNED = List.of(
            "cluster_key", "occurred_at", "event_type", "platform", "brand_id", "campaign_id", "contact_id", "kind");

    private final Connection connection;

    private Peer(Connection connection) {
        this.connection = connection;
    }

    /**
     * Open a peer in memory, which spills to a folder.
     *
     * @param memoryMb the most memory that DuckDB may take
     */
    public static Peer open(int threads, long memoryMb, Path spill) {
        try {
            Peer peer = new Peer(DriverManager.getConnection("jdbc:duckdb:"));
            peer.run("SET threads = " + threads);
            peer.run("SET memory_limit = '" + memoryMb + "MB'");
            peer.run("SET temp_directory = " + quoted(spill.toString()));
            peer.run("SET TimeZone = 'UTC'");
            return peer;
        } catch (SQLException e) {
            throw failure("open DuckDB", e);
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    /** Whether it computes a metric, whole or by that slice. */
    static boolean knows(String metric, @Nullable String slice) {
        return WHOLLY_KNOWN.contains(metric)
                || PARTLY_KNOWN.contains(metric) && (slice == null || SLICES.contains(slice));
    }

    /** Compute every number of these files. */
    List<Figure> results(Declarations declarations, List<String> parquet) {
        build(declarations, parquet);
        return figures();
    }

    /** Make every table from Parquet files of {@code log.events}. */
    void build(Declarations declarations, List<String> parquet) {
        run("CREATE OR REPLACE VIEW events AS SELECT * FROM read_parquet(" + list(parquet) + ")");
        declarations.statements().forEach(this::run);
        run(text("setup"));
        for (String table : TABLES) {
            make(table);
        }
    }

    private void make(String table) {
        run("CREATE OR REPLACE TEMP " + (table.equals(VIEW) ? "VIEW " : "TABLE ") + table + " AS " + text(table));
    }

    /** Read JSON Lines and write them as Parquet, sorted as the product sorts them; nothing is checked. */
    void ingest(Path log, Path parquet) {
        run("COPY (SELECT * FROM read_json(" + quoted(log + "/*.jsonl")
                + ", format = 'newline_delimited', records = true, ignore_errors = true, columns = {"
                + String.join(", ", columns()) + "})"
                + " ORDER BY hash(coalesce(actor.id, thread_id)), occurred_at) TO " + quoted(parquet.toString())
                + " (FORMAT parquet, COMPRESSION zstd)");
    }

    private static List<String> columns() {
        String person = "STRUCT(id VARCHAR, role VARCHAR, age_band VARCHAR, age_basis VARCHAR, tier VARCHAR)";
        return Arrays.stream(EventField.values())
                .map(field -> quoted(field.logName()) + ": "
                        + quoted(
                                switch (field.shape()) {
                                    case STRING -> "VARCHAR";
                                    case LONG -> "BIGINT";
                                    case BOOLEAN -> "BOOLEAN";
                                    case TIMESTAMP -> "TIMESTAMPTZ";
                                    case STRINGS -> "VARCHAR[]";
                                    case PERSON -> person;
                                    case PERSONS -> person + "[]";
                                    case MEDIA ->
                                        "STRUCT(position INTEGER, kind VARCHAR, origin VARCHAR, edited BOOLEAN,"
                                                + " captioned BOOLEAN)[]";
                                    case ATTRIBUTES -> "MAP(VARCHAR, VARCHAR)";
                                }))
                .toList();
    }

    /** Read the columns that most of the work needs, and nothing else. */
    void scan() {
        run("SELECT "
                + String.join(
                        ", ",
                        SCANNED.stream()
                                .map(column -> "max(hash(" + column + "))")
                                .toList()) + " FROM events");
    }

    /** The numbers of the last build. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("FROM results")) {
            while (rows.next()) {
                String[] key = new String[9];
                for (int i = 0; i < key.length; i++) {
                    key[i] = rows.getString(i + 1);
                }
                figures.add(new Figure(
                        Figure.key(key),
                        Objects.requireNonNull(rows.getString("status")),
                        number(rows, "value"),
                        number(rows, "numerator"),
                        number(rows, "denominator"),
                        rows.getLong("persons"),
                        rows.getLong("pending")));
            }
        } catch (SQLException e) {
            throw failure("read the peer's results", e);
        }
        return figures;
    }

    private static @Nullable Double number(ResultSet rows, String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : Double.valueOf(value);
    }

    /**
     * The product's numbers without the empty rows of cells in which nothing happened that the peer knows of; slices and
     * denials of access make no rows for other metrics.
     */
    static List<Figure> shared(List<Figure> results, List<Figure> peers) {
        Set<String> keys = peers.stream().map(Figure::key).collect(Collectors.toSet());
        Set<String> cells = peers.stream()
                .filter(figure -> figure.isWhole() && !ASIDE.contains(figure.metric()))
                .map(Figure::cell)
                .collect(Collectors.toSet());
        return results.stream()
                .filter(result -> !result.isEmpty() || keys.contains(result.key()) || cells.contains(result.cell()))
                .toList();
    }

    /** Where the two disagree, the first of each first; empty where every number is the same to 1e-9. */
    static List<String> compare(List<Figure> results, List<Figure> peers) {
        Map<String, Figure> expected = new TreeMap<>();
        peers.forEach(figure -> expected.put(figure.key(), figure));
        Map<String, String> differences = new TreeMap<>();
        for (Figure result : results) {
            Figure peer = expected.remove(result.key());
            if (peer == null) {
                differences.put(result.key(), result.content() + " here, and no row of the peer");
            } else if (!result.equalsWithinTolerance(peer)) {
                differences.put(result.key(), result.content() + " here, " + peer.content() + " by the peer");
            }
        }
        expected.forEach((key, peer) -> differences.put(key, "no row here, " + peer.content() + " by the peer"));
        return differences.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** Run statements that answer nothing. */
    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure("run the peer's SQL", e);
        }
    }

    private static String text(String table) {
        try (InputStream sql = Objects.requireNonNull(Peer.class.getResourceAsStream("/bench/" + table + ".sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list of texts in SQL. */
    static String list(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(Peer::quoted).toList()) + "]";
    }

    /** A text in SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static SottoException failure(String what, SQLException cause) {
        return new SottoException(
                SottoException.Code.STORAGE,
                "Cannot " + what + ": " + cause.getMessage() + ". Try fewer --events, or a machine with more memory.",
                cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close DuckDB", e);
        }
    }
}
