package dev.sotto.ingest.connect;

import dev.sotto.ingest.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bodies of webhooks with what a test puts into them; in those of Meta, {@code `} stands for a quotation mark. */
final class Bodies {
    private Bodies() {}

    /** What is read of these bodies, as the lines of one file. */
    static Records lines(Path folder, String... bodies) throws IOException {
        Path file = folder.resolve("bodies.jsonl");
        Files.writeString(file, String.join("\n", bodies) + "\n");
        return Records.of(file);
    }

    /** A body of WhatsApp Cloud. */
    static String whatsapp(String key, String records) {
        return ("{`object`:`whatsapp_business_account`,`entry`:[{`id`:`w`,`changes`:[{`field`:`messages`,`value`:"
                        + "{`messaging_product`:`whatsapp`,`metadata`:{`phone_number_id`:`77`},`" + key + "`:["
                        + records + "]}}]}]}")
                .replace('`', '"');
    }

    /** A body of Messenger or Instagram. */
    static String meta(String object, String item) {
        return ("{`object`:`" + object
                        + "`,`entry`:[{`id`:`acc`,`time`:1775466001000,`messaging`:[{`sender`:{`id`:`u`},"
                        + "`recipient`:{`id`:`acc`}," + item + "}]}]}")
                .replace('`', '"');
    }

    /** A body of TikTok Business. */
    static String tiktok(String event, String content) {
        return "{\"client_key\":\"k\",\"event\":\"" + event
                + "\",\"create_time\":1775466001,\"user_openid\":\"b\",\"content\":" + content + "}";
    }
}
