package dev.sotto.ingest.record;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys whose values may hold a message's text, a name or an id of a person: never kept among the attributes. */
public final class SensitiveKeys {
    private static final Set<String> WORDS = Set.of(
            // text
            "text",
            "body",
            "content",
            "contents",
            "caption",
            "captions",
            "message",
            "messages",
            "msg",
            "subject",
            "title",
            "comment",
            "comments",
            "note",
            "notes",
            "transcript",
            "description",
            "headline",
            "quote",
            "bio",
            "prompt",
            "snippet",
            "preview",
            "emoji",
            "payload",
            // names and addresses
            "name",
            "names",
            "username",
            "usernames",
            "nickname",
            "nick",
            "handle",
            "displayname",
            "firstname",
            "lastname",
            "surname",
            "fullname",
            "email",
            "mail",
            "phone",
            "telephone",
            "tel",
            "mobile",
            "msisdn",
            "address",
            "street",
            "ip",
            "ipaddress",
            "avatar",
            "picture",
            "photo",
            "url",
            "uri",
            "link",
            "birthday",
            "birthdate",
            "dob",
            "iban",
            "passport",
            "latitude",
            "longitude",
            "lat",
            "lon",
            "lng",
            "location",
            "geo",
            // ids of persons
            "user",
            "users",
            "userid",
            "sender",
            "senderid",
            "recipient",
            "recipientid",
            "receiver",
            "from",
            "to",
            "author",
            "contact",
            "contacts",
            "person",
            "persons",
            "customer",
            "customerid",
            "member",
            "participant",
            "participants",
            "owner",
            "profile",
            "openid",
            "waid",
            "wa",
            "psid",
            "igsid",
            "device",
            "deviceid",
            "cookie",
            "actor",
            "counterpart",
            "mention",
            "thread",
            "threadid",
            "chat",
            "chatid",
            "conversation",
            "cc",
            "bcc");

    private static final int MAX_REMEMBERED = 4096;
    private static final Map<String, Boolean> REMEMBERED = new ConcurrentHashMap<>();

    private SensitiveKeys() {}

    /** Whether a key has a word that stands for text, a name or a person, however it is written: sender_name, senderName. */
    public static boolean matches(String key) {
        Boolean known = REMEMBERED.get(key);
        if (known != null) {
            return known;
        }
        boolean matches = examine(key);
        if (REMEMBERED.size() < MAX_REMEMBERED) {
            REMEMBERED.put(key, matches);
        }
        return matches;
    }

    private static boolean examine(String key) {
        if (WORDS.contains(key.toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (String word : key.split("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})")) {
            if (WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value itself looks like the address of a person, whatever its key. */
    public static boolean looksPersonal(String value) {
        return value.indexOf('@') >= 0 || value.startsWith("+");
    }
}
