package dev.sotto.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The hosts that platforms have themselves: a link to one of them does not leave that platform. */
public final class PlatformHosts {

    private static final Map<String, List<String>> HOSTS = Map.of(
            "tiktok", List.of("tiktok.com", "tiktokv.com", "tiktok.shop"),
            "whatsapp", List.of("whatsapp.com", "whatsapp.net", "wa.me"),
            "instagram", List.of("instagram.com", "instagr.am", "ig.me"),
            "messenger", List.of("messenger.com", "facebook.com", "fb.com", "m.me"),
            "spotify", List.of("spotify.com", "spotify.link", "spoti.fi"));

    /** By platform, in order: a regular expression that finds its hosts and what lies below them, in lower case. */
    public static final Map<String, String> PATTERNS = patterns();

    private PlatformHosts() {}

    private static Map<String, String> patterns() {
        Map<String, String> patterns = new TreeMap<>();
        HOSTS.forEach((platform, hosts) -> patterns.put(
                platform,
                hosts.stream()
                        .map(host -> host.replace(".", "[.]"))
                        .collect(Collectors.joining("|", "(^|[.])(", ")[.]?(:[0-9]+)?$"))));
        return Collections.unmodifiableMap(patterns);
    }
}
