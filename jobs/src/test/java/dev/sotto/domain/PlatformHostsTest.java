package dev.sotto.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlatformHostsTest {

    private static List<String> platformsOf(String host) {
        return PlatformHosts.PATTERNS.entrySet().stream()
                .filter(entry -> Pattern.compile(entry.getValue()).matcher(host).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void findsHostsAndWhatLiesBelowThem() {
        assertThat(platformsOf("tiktok.com")).containsExactly("tiktok");
        assertThat(platformsOf("vm.tiktok.com:443")).containsExactly("tiktok");
        assertThat(platformsOf("wa.me.")).containsExactly("whatsapp");
    }

    @Test
    void takesNoHostForAnotherThatEndsLikeIt() {
        assertThat(platformsOf("nottiktok.com")).isEmpty();
        assertThat(platformsOf("tiktok.com.example")).isEmpty();
        assertThat(platformsOf("team.me")).isEmpty();
    }
}
