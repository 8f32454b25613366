package dev.sotto.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Result.Status;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\rx",
                "\nx",
                "\0x",
                "  =1",
                "\u00a0=1",
                "\u200b=1",
                "\ufeff=1",
                "\u3000+1",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff201",
                "=cmd|' /C calc'!A0",
                "\"=1\"=",
                "\u0001@x"
            })
    void guardsWhatASpreadsheetCouldTakeForAFormula(String text) throws CharacterCodingException {
        String written = fields(text).get(PartnerColumn.CAMPAIGN_ID.ordinal());
        if (text.startsWith("\"")) {
            assertThat(written).isEqualTo(text);
        } else {
            assertThat(written).isEqualTo("'" + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spring", "a,b", "say \"hello\"", "two\r\nlines", "Zoë Ωmega 🎈", " padded ", "it's", "", "1=1"})
    void writesOtherTextAsItIs(String text) throws CharacterCodingException {
        assertThat(fields(text).get(PartnerColumn.CAMPAIGN_ID.ordinal())).isEqualTo(text);
    }

    @Test
    void writesNumbersBareAndNothingAsNothing() {
        PartnerRow row = PartnerRow.of("acme", Given.messages(10_000_000, 430).result());
        assertThat(CsvFile.line(row))
                .isEqualTo("acme,brand,,,messages_sent,week,2026-04-06,,,10000000,10000000,,430,0,,,ok,\"\",count,1");
        assertThat(CsvFile.line(row.blank(Status.SUPPRESSED)))
                .isEqualTo("acme,brand,,,messages_sent,week,2026-04-06,,,,,,,,,,suppressed,\"\",count,1");
    }

    @Test
    void refusesTextThatUtf8CannotHold() {
        assertThatThrownBy(() -> fields("broken \ud800")).isInstanceOf(CharacterCodingException.class);
    }

    /** The fields of the second record, read as RFC 4180 says. */
    private static List<String> fields(String campaign) throws CharacterCodingException {
        PartnerRow row =
                PartnerRow.of("acme", Given.messages(900, 430).in(campaign).result());
        String text = new String(CsvFile.bytes(List.of(row)), StandardCharsets.UTF_8);
        String record = text.substring(text.indexOf("\r\n") + 2, text.length() - 2);
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '"' && isQuoted && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                assertThat(isQuoted || c != '\r' && c != '\n').isTrue();
                field.append(c);
            }
        }
        fields.add(field.toString());
        assertThat(fields).hasSize(PartnerColumn.values().length);
        return fields;
    }
}
