package dev.sotto.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1e5",
                "1E-7",
                "\"\"",
                " [1] ",
                "[[[]]]",
                "{\"a\":{\"a\":1},\"b\":[{\"a\":2}]}",
                "\"\\u0000\"",
                "\"\\uD83D\\uDE00\"",
                "\"\\ud83d\\ude00\"",
                "\"\u00e9\u20ac\uD83D\uDE00\"",
                "[\"\uFF71\"]",
                "\"\\\\ud800\"",
                "\"\u007f\"",
                "-0.5",
                "123456789012345678901234567890",
                "\t{\"\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}\r",
                "[1,2,3]",
                "\"\\uFFFF\"",
                "0.1e1",
                "[\"a\",null]"
            })
    void acceptsWhatTheStandardAllows(String text) {
        assertThat(problem(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "{,}",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "['a']",
                "[1 2]",
                "[1] 2",
                "{}{}",
                "{} x",
                "{}}",
                "[]]",
                "nul",
                "True",
                "TRUE",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "[-]",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1.e3",
                "1e",
                "1e+",
                "0x1F",
                "1_000",
                "[1e400e]",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u00G0\"",
                "\"a\tb\"",
                "\"a\u0000b\"",
                "\"\\'\"",
                "// c\n1",
                "/**/1",
                "1 # c",
                "{\"a\":1 \"b\":2}",
                "[\"a\" \"b\"]",
                "{\"a\":1:2}",
                "[1}",
                "{\"a\":]",
                "\u00a01",
                "[\f]",
                "\uFEFF{}",
                "\u0000{}",
                "{\"a\":/*c*/1}",
                "<html>",
                "--1",
                "1..2",
                "[1,2",
                "{\"a\":\"b",
                "tru",
                "falsee",
                "nulll",
                "@",
                "undefined",
                "[undefined]"
            })
    void refusesWhatTheStandardDoesNot(String text) {
        assertThat(problem(text)).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1,\"a\":1}", "[{\"a\":1,\"b\":2,\"a\":3}]", "{\"a\":1,\"\\u0061\":2}", "{\"\":1,\"\":2}"
            })
    void refusesAKeyThatStandsTwice(String text) {
        assertThat(problem(text)).isEqualTo(Reason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ud800\\u0041\"",
                "\"\\ud800\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\uDBFF\":1}",
                "\"\\ud83d\\n\""
            })
    void refusesHalfACharacter(String text) {
        assertThat(problem(text)).isEqualTo(Reason.LONE_SURROGATE);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        int[][] wrong = {
            {0x80},
            {0xbf},
            {0xc0, 0x80},
            {0xc1, 0xbf},
            {0xc3},
            {0xc3, 0x28},
            {0xe0, 0x80, 0x80},
            {0xe2, 0x82},
            {0xed, 0xa0, 0x80},
            {0xed, 0xbf, 0xbf},
            {0xf0, 0x80, 0x80, 0x80},
            {0xf0, 0x9f, 0x98},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf5, 0x80, 0x80, 0x80},
            {0xfe},
            {0xff},
            {0xfc, 0x80, 0x80, 0x80, 0x80, 0x80}
        };
        for (int[] sequence : wrong) {
            byte[] text = new byte[sequence.length + 12];
            java.util.Arrays.fill(text, (byte) 'a');
            text[0] = '"';
            text[text.length - 1] = '"';
            for (int i = 0; i < sequence.length; i++) {
                text[5 + i] = (byte) sequence[i];
            }
            assertThat(StrictJson.problem(text, 0, text.length)).isEqualTo(Reason.BAD_UTF8);
        }
    }

    @Test
    void refusesOtherEncodingsThatItsParserWouldGuess() {
        for (var charset : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            java.nio.charset.Charset.forName("UTF-32BE"),
            java.nio.charset.Charset.forName("UTF-32LE")
        }) {
            byte[] text = "{\"a\":1}".getBytes(charset);
            assertThat(StrictJson.problem(text, 0, text.length)).isEqualTo(Reason.NOT_JSON);
        }
    }

    @Test
    void refusesDepthAndNumbersBeyondItsLimits() {
        assertThat(problem("[".repeat(100_000))).isEqualTo(Reason.NOT_JSON);
        assertThat(problem("[".repeat(1_000) + "]".repeat(1_000))).isEqualTo(Reason.NOT_JSON);
        assertThat(problem("[".repeat(150) + "]".repeat(150))).isNull();
        assertThat(problem("9".repeat(1_001))).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void agreesWithJavaOnWhatUtf8Is() {
        java.util.Random random = new java.util.Random(3);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(3) == 0 ? (byte) 'a' : bytes[i];
            }
            boolean isValid;
            try {
                StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
                isValid = true;
            } catch (java.nio.charset.CharacterCodingException e) {
                isValid = false;
            }
            assertThat(Unicode.isUtf8(bytes, 0, bytes.length)).isEqualTo(isValid);
        }
    }

    private static Reason problem(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return StrictJson.problem(bytes, 0, bytes.length);
    }
}
