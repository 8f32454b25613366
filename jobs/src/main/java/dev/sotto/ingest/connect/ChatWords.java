package dev.sotto.ingest.connect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words with which WhatsApp itself speaks in a chat that it exports, in the languages of its readers: English, German,
 * French, Italian, Spanish and Portuguese.
 *
 * <p>On an iPhone it marks its own words with a left-to-right mark.
 */
final class ChatWords {
    private static final String MARK = "\\u200e";
    private static final String LEFT_OUT =
            "(?:omitted|weggelassen|ausgeschlossen|absente?|omise?s?|omess[aoi]|omitid[ao]s?|ocult[ao]s?)";
    private static final String ENCLOSED =
            "(?:file attached|Datei angehängt|fichier joint|file allegato|archivo adjunto"
                    + "|arquivo anexado|ficheiro anexado)";

    private static final Pattern ATTACHED = Pattern.compile("(?s)" + MARK + "\\p{L}[\\p{L} ]* " + LEFT_OUT + "\\b.*"
            + "|" + MARK + "?<[^<>\\n]*" + LEFT_OUT + ">.*"
            + "|" + MARK + "?<(?:attached|Anhang|pièce jointe|allegato|adjunto|anexado) ?: [^>\\n]+>.*"
            + "|" + MARK + "?[^\\n]+\\.[A-Za-z0-9]{2,4} \\(" + ENCLOSED + "\\).*");
    private static final Pattern OFFERED = Pattern.compile("(?s)" + MARK
            + "?(?:POLL|UMFRAGE|SONDAGE|SONDAGGIO|ENCUESTA|ENQUETE|Location|Standort|Localisation|Posizione|Ubicación"
            + "|Localização):\\s.*");
    private static final Pattern VOICE = Pattern.compile("(?s).*\\b(?:PTT-\\S+|\\S+\\.opus)\\b.*");
    private static final Pattern PHOTO = Pattern.compile("(?s).*\\b(?:IMG-\\S+|\\S+-PHOTO-\\S+)\\b.*|" + MARK
            + "?(?:image|Bild|immagine|imagen|imagem) " + LEFT_OUT + "\\b.*");
    private static final Pattern VIDEO = Pattern.compile("(?s).*\\b(?:VID-\\S+|\\S+-VIDEO-\\S+)\\b.*|" + MARK
            + "?(?:video|Video|vidéo|vídeo) " + LEFT_OUT + "\\b.*");
    private static final Pattern STICKER = Pattern.compile(
            "(?s).*\\b(?:STK-\\S+|\\S+-STICKER-\\S+)\\b.*|" + MARK + "?(?:[Ss]ticker|GIF) " + LEFT_OUT + "\\b.*");
    private static final Pattern DELETED = Pattern.compile(MARK
            + "?(?:(?:This message was|You) deleted(?: this message)?|Diese Nachricht wurde gelöscht"
            + "|Du hast diese Nachricht gelöscht|Ce message a été supprimé|Vous avez supprimé ce message"
            + "|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Se eliminó este mensaje"
            + "|Eliminaste este mensaje|(?:Esta m|M)ensagem (?:foi )?apagada|Você apagou esta mensagem)\\.?");
    private static final Pattern EDITED = Pattern.compile(
            "\\s*" + MARK + "?<[^<>\\n]*(?:edited|bearbeitet|modifié|modificato|editó|editado|editada)[^<>\\n]*>$");

    private ChatWords() {}

    /** A text without what says that its writer edited it. */
    static String asWritten(String text) {
        Matcher edited = EDITED.matcher(text);
        return edited.find() ? text.substring(0, edited.start()) : text;
    }

    static boolean isDeleted(String text) {
        return DELETED.matcher(text).matches();
    }

    /** Whether the platform says something in a writer's place: neither their words nor what they sent. */
    static boolean isNotice(String text) {
        return text.startsWith("\u200e")
                && !isDeleted(text)
                && !ATTACHED.matcher(text).matches()
                && !OFFERED.matcher(text).matches();
    }

    /** The kind of a message, of which a file is named at most. */
    static String kind(String text) {
        if (OFFERED.matcher(text).matches()) {
            return "unsupported";
        }
        if (!ATTACHED.matcher(text).matches()) {
            return "text";
        }
        if (VOICE.matcher(text).matches()) {
            return "voice_note";
        }
        if (PHOTO.matcher(text).matches() || VIDEO.matcher(text).matches()) {
            return "media_pack";
        }
        return STICKER.matcher(text).matches() ? "sticker" : "unsupported";
    }

    static boolean isPhoto(String text) {
        return PHOTO.matcher(text).matches();
    }
}
