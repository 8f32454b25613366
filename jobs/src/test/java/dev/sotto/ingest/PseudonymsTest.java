package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

    @Test
    void restOnTheHmacOfTheStandardsVector() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex("0b".repeat(20)), "HmacSHA256"));
        assertThat(HexFormat.of().formatHex(mac.doFinal("Hi There".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    @Test
    void areTheFirst130BitsInBase32() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Samples.KEY, "HmacSHA256"));
        byte[] hash = mac.doFinal("sotto:v1|internal|u\u00e9".getBytes(StandardCharsets.UTF_8));
        BigInteger bits = new BigInteger(1, hash).shiftRight(256 - 130);
        StringBuilder expected = new StringBuilder();
        for (int i = 25; i >= 0; i--) {
            int digit = bits.shiftRight(i * 5).intValue() & 31;
            expected.append("abcdefghijklmnopqrstuvwxyz234567".charAt(digit));
        }

        assertThat(new Pseudonyms(Samples.KEY).person("u\u00e9")).isEqualTo(expected.toString());
    }

    @Test
    void differByKeyAndScopeAndStayWhenForgotten() {
        Pseudonyms pseudonyms = new Pseudonyms(Samples.KEY);
        String first = pseudonyms.person("u");
        for (int i = 0; i < 70_000; i++) {
            assertThat(pseudonyms.person("x" + i)).hasSize(26);
        }
        assertThat(pseudonyms.person("u")).isEqualTo(first).isNotEqualTo(pseudonyms.thread("u"));
        assertThat(new Pseudonyms("another key of enough bytes".getBytes(StandardCharsets.US_ASCII)).person("u"))
                .isNotEqualTo(first);
    }
}
