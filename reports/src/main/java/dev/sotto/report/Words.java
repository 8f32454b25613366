package dev.sotto.report;

import com.ibm.icu.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/** The words of documents in one language, by key; a sentence's parts have names and its plurals follow ICU. */
public final class Words {
    private static final Pattern LED_BY_ADJECTIVE = Pattern.compile("\\p{Lu}\\p{Ll}*e[rs]? \\p{Lu}");
    private static final String BUNDLE = "dev.sotto.report.words";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    // A pattern keeps what it is at: each thread has its own.
    private static final ThreadLocal<Map<String, MessageFormat>> SENTENCES = ThreadLocal.withInitial(HashMap::new);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    /** The words of a language, or of English where there are none. */
    public static Words of(Locale language) {
        try {
            return new Words(language, ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK));
        } catch (MissingResourceException e) {
            return new Words(Locale.ENGLISH, ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH, NO_FALLBACK));
        }
    }

    /** The language that the words are really in, as {@code lang} names it. */
    public String language() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** Words inside a sentence: German nouns keep their capital, unless an adjective leads; so do abbreviations everywhere. */
    String within(String title) {
        boolean isCapitalised =
                language().equals("de") && !LED_BY_ADJECTIVE.matcher(title).lookingAt()
                        || title.length() < 2
                        || Character.isUpperCase(title.charAt(1));
        return isCapitalised ? title : lowered(title);
    }

    /** Words with a small letter first. */
    String lowered(String words) {
        return words.substring(0, 1).toLowerCase(locale) + words.substring(1);
    }

    /** What something of a kind is called, by its id; the id itself where there is no word for it. */
    String named(String kind, String id) {
        String key = kind + "." + id;
        return has(key) ? say(key) : id;
    }

    /** The words of a key. */
    public String say(String key) {
        return say(key, Map.of());
    }

    /** The words of a key with one part filled in. */
    public String say(String key, String name, Object value) {
        return say(key, Map.of(name, value));
    }

    /** The words of a key with its parts filled in, by name. */
    public String say(String key, Map<String, ?> parts) {
        String pattern = bundle.getString(key);
        // Without a part there is nothing to fill in; straight apostrophes, which patterns would swallow, are not used.
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        String said = SENTENCES
                .get()
                .computeIfAbsent(locale.toLanguageTag() + " " + key, ignored -> new MessageFormat(pattern, locale))
                .format(new HashMap<>(parts));
        // The point of an abbreviation, such as of a million in German, ends its sentence as well.
        return said.endsWith("..") && !said.endsWith("...") ? said.substring(0, said.length() - 1) : said;
    }
}
