package dev.sotto.domain;

import java.util.Locale;

/** What a person is in a conversation. */
public enum Role {
    BRAND,
    AGENT,
    BOT,
    CREATOR,
    AMBASSADOR,
    PARTNER,
    CONTACT,
    MODERATOR;

    /** Its name in a log and in a table. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
