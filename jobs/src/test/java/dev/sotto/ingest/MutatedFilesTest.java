package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Feed;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a file, every byte of it is under one outcome and nothing but a reason comes of it. */
class MutatedFilesTest {
    private static final String WHATSAPP =
            "{`object`:`whatsapp_business_account`,`entry`:[{`id`:`w`,`changes`:[{`field`:`messages`,`value`:"
                    + "{`metadata`:{`phone_number_id`:`77`},`messages`:[{`id`:`wamid.N`,`from`:`49`,`timestamp`:`1775466000`,`type`:`text`,`text`:{`body`:`h\u00e9`}},"
                    + "{`id`:`r.N`,`from`:`49`,`timestamp`:1775466000,`type`:`reaction`,`reaction`:{`message_id`:`wamid.N`}}],"
                    + "`statuses`:[{`id`:`s.N`,`status`:`read`,`timestamp`:`1775466000`,`recipient_id`:`49`}]}}]}]}";
    private static final String META =
            "{`object`:`OBJECT`,`entry`:[{`id`:`a`,`time`:1775466000000,`messaging`:[{`sender`:{`id`:1},`recipient`:{`id`:`a`},"
                    + "`timestamp`:1775466000000,`message`:{`mid`:`m.N`,`text`:`t`,`attachments`:[{`type`:`image`}]}},"
                    + "{`sender`:{`id`:1},`recipient`:{`id`:`a`},`timestamp`:`1775466000`,`read`:{`watermark`:1775466000000,`mid`:`m.N`}}]}]}";
    private static final String TIKTOK =
            "{`event`:`im_receive_msg`,`user_openid`:`b`,`create_time`:1775466000,`content`:"
                    + "`{\\`type\\`:\\`text\\`,\\`message_id\\`:\\`m.N\\`,\\`conversation_id\\`:\\`c\\`,\\`timestamp\\`:1775466000000}`}";
    private static final String TIKTOK_CHATS =
            "{`Direct Messages`:{`Chat History`:{`ChatHistory`:{`Chat History with bob:`:["
                    + "{`Date`:`2026-04-06 09:00:00`,`From`:`bob`,`Content`:`hello`},{`Date`:`2026-04-06 09:01:00`,`From`:`ann`,`Content`:`x`}],"
                    + "`Chat History with eve:`:[{`Date`:`N/A`,`From`:`ann`,`Content`:`x`}]}}}}";
    private static final String META_THREAD =
            "{`participants`:[{`name`:`a`},{`name`:`b`}],`messages`:[{`sender_name`:`a`,`timestamp_ms`:1775466000000,"
                    + "`content`:`h\\u00c3\\u00a9`},{`sender_name`:`b`,`timestamp_ms`:1775466000001,`photos`:[{}]}],`thread_path`:`inbox/1`}";
    private static final String TELEGRAM =
            "{`chats`:{`list`:[{`name`:`a`,`type`:`personal_chat`,`id`:1,`messages`:[{`id`:1,`type`:`message`,"
                    + "`date_unixtime`:`1775466000`,`from`:`a`,`from_id`:`user1`,`text`:[`a`,{`text`:`b`}]},{`id`:2,`type`:`service`}]},{`id`:2,`messages`:[]}]}}";
    private static final String CHAT =
            "[31/12/25, 09:00:00] Ann: hello\nworld\n[31/12/25, 09:00:01] Bob: \u200eimage omitted\r\n[31/12/25, 09:00:02] Ann left\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            names = {"CANONICAL", "MAPPED"},
            mode = EnumSource.Mode.EXCLUDE)
    void balancesAHundredMutationsOfEachFormat(LogFormat format) throws IOException {
        assertThat(balanced(format, 100)).isPositive();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            names = {"CANONICAL", "MAPPED"},
            mode = EnumSource.Mode.EXCLUDE)
    void balancesTenThousandMutationsOfEachFormat(LogFormat format) throws IOException {
        assertThat(balanced(format, 10_000)).isPositive();
    }

    @Test
    void readsEachFormatWholeBeforeItIsMutated() throws IOException {
        for (LogFormat format : LogFormat.values()) {
            if (format.isForeign()) {
                Path file = Files.write(folder.resolve("whole"), sample(format));
                assertThat(Records.of(file, feed(format)).events())
                        .as(format.word())
                        .isNotEmpty();
            }
        }
    }

    /** How many of so many mutated files could be read; each of them balances. */
    private int balanced(LogFormat format, int rounds) throws IOException {
        Random random = new Random(format.ordinal());
        byte[] clean = sample(format);
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] mutated = mutate(clean, random);
            Path file = Files.write(folder.resolve("mutated"), mutated);
            try {
                FileCounts counts = Records.of(file, feed(format)).counts();
                assertThat(counts.readBytes()).isEqualTo(mutated.length);
                assertThat(counts.reasons().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(counts.records(Outcome.REJECTED));
                assertThat(counts.ignoredReasons().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(counts.records(Outcome.IGNORED));
                assertThat(counts.read()).isPositive();
                read++;
            } catch (UnusableFileException e) {
                assertThat(e.code()).isIn("date_order_unclear", "content_is_utf16", "content_is_gzip");
            }
        }
        return read;
    }

    private static Feed feed(LogFormat format) {
        return Feed.undeclared(format);
    }

    private static byte[] sample(LogFormat format) {
        String text = switch (format) {
            case WHATSAPP_CLOUD -> lines(WHATSAPP);
            case MESSENGER -> lines(META.replace("OBJECT", "page"));
            case INSTAGRAM -> lines(META.replace("OBJECT", "instagram"));
            case TIKTOK_BUSINESS -> lines(TIKTOK);
            case TIKTOK_EXPORT -> TIKTOK_CHATS;
            case META_EXPORT -> META_THREAD;
            case TELEGRAM_EXPORT -> TELEGRAM;
            case WHATSAPP_EXPORT, SIGNAL_EXPORT -> CHAT;
            case CANONICAL, MAPPED -> "";
        };
        return text.replace('`', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String lines(String body) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            lines.append(body.replace("N", String.valueOf(i))).append(i % 2 == 0 ? "\n" : "\r\n");
        }
        return lines.toString();
    }

    private static byte[] mutate(byte[] clean, Random random) {
        byte[] bytes = clean.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = '\n';
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> bytes[at] = 0;
                case 4 -> bytes[at] = (byte) "{}[]:,\"0".charAt(random.nextInt(8));
                case 5 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    // A piece of the file once more, somewhere else.
                    int length = Math.min(bytes.length - at, random.nextInt(200));
                    int to = random.nextInt(bytes.length);
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                    System.arraycopy(bytes, to, longer, to + length, bytes.length - to);
                    System.arraycopy(bytes, at, longer, to, length);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}
