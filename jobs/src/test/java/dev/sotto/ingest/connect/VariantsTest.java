package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.Feed;
import dev.sotto.domain.Feed.DateOrder;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of webhooks and exports that platforms document or send beside the common ones: what is optional may be missing. */
class VariantsTest {
    @TempDir
    Path folder;

    /** Expected: type, kind and outcome of one body, {@code -} where there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "message.sent unsupported | messages | `type`:`order`,`order`:{`catalog_id`:`1`,`text`:`CANARY`,`product_items`:[{`product_retailer_id`:`p`,`quantity`:`2`,`item_price`:`5`,`currency`:`EUR`}]}",
                "message.sent system | messages | `type`:`system`,`system`:{`body`:`CANARY changed`,`wa_id`:`4917`,`type`:`user_changed_number`}",
                "message.sent system | messages | `type`:`request_welcome`",
                "message.sent unsupported | messages | `type`:`contacts`,`contacts`:[{`name`:{`formatted_name`:`CANARY`},`phones`:[{`phone`:`CANARY`}]}]",
                "message.sent unsupported | messages | `type`:`location`,`location`:{`latitude`:1.5,`longitude`:2,`name`:`CANARY`}",
                "message.sent text | messages | `type`:`interactive`,`interactive`:{`type`:`button_reply`,`button_reply`:{`id`:`x`,`title`:`Yes`}}",
                "message.sent text | messages | `type`:`interactive`,`interactive`:{`type`:`nfm_reply`,`nfm_reply`:{`response_json`:`{}`,`name`:`flow`,`body`:`Sent`}}",
                "message.sent text | messages | `type`:`text`,`text`:{`body`:`hi`},`group_id`:`G1`",
                "message.sent text | messages | `type`:`text`,`text`:{`body`:`hi`},`context`:{`forwarded`:true},`referral`:{`source_url`:`https://x`,`source_id`:`ad1`,`source_type`:`ad`,`headline`:`CANARY`,`body`:`CANARY`,`ctwa_clid`:`c`}",
                "message.sent text | messages | `type`:`text`,`text`:{`body`:`hi`},`context`:{`from`:`1`,`id`:`wamid.z`,`referred_product`:{`catalog_id`:`1`,`product_retailer_id`:`2`}}",
                "message.reacted - | messages | `type`:`reaction`,`reaction`:{`message_id`:`wamid.z`}",
                "message.reacted - | messages | `type`:`reaction`,`reaction`:{`message_id`:`wamid.z`,`emoji`:``}",
                "message.sent unsupported | messages | `type`:`unsupported`,`errors`:[{`code`:131051,`title`:`Message type unknown`,`error_data`:{`details`:`CANARY`}}]",
                "message.failed - | statuses | `status`:`failed`,`recipient_id`:`4917`,`errors`:[{`code`:131026,`title`:`Undeliverable`,`error_data`:{`details`:`CANARY`}}]",
                "message.delivered - | statuses | `status`:`delivered`,`recipient_id`:`4917`,`conversation`:{`id`:`cc`,`expiration_timestamp`:`1775470000`,`origin`:{`type`:`marketing`}},`pricing`:{`billable`:true,`pricing_model`:`PMP`,`category`:`marketing`,`type`:`regular`}",
                "message.read - | statuses | `status`:`read`,`recipient_user_id`:`US.1`",
                "message.read - | statuses | `status`:`read`,`recipient_id`:`G1`,`recipient_type`:`group`,`recipient_participant_id`:`4917`"
            })
    void readsAFormOfWhatsApp(String expected, String key, String content) throws IOException {
        String id = "`id`:`wamid.y`,`timestamp`:`1775466000`," + (key.equals("messages") ? "`from`:`4917`," : "");
        Records read = lines(
                ("{`object`:`whatsapp_business_account`,`entry`:[{`id`:`w`,`changes`:[{`field`:`messages`,`value`:"
                        + "{`messaging_product`:`whatsapp`,`metadata`:{`display_phone_number`:`1`,`phone_number_id`:`77`},"
                        + "`contacts`:[{`profile`:{`name`:`CANARY`,`username`:`CANARY`},`user_id`:`US.1`,`wa_id`:`4917`}],`"
                        + key + "`:[{"
                        + id + content + "}]}}]}]}"));

        assertThat(read.counts()).hasToString("read 1 accepted 1 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThat(read.values(EventField.EVENT_TYPE) + " "
                        + read.values(EventField.KIND).stream().findFirst().orElse("-"))
                .isEqualTo("[" + expected.replace(" ", "] "));
        assertThat(read.events().toString()).doesNotContain("CANARY").doesNotContain("4917");
        // Whoever is behind the number is the same person in every form.
        String contact =
                lines(WHATSAPP_TEXT).events().get(0).get(EventField.ACTOR).toString();
        assertThat(List.of(
                        read.events().get(0).get(EventField.ACTOR).toString(),
                        String.valueOf(read.events().get(0).get(EventField.COUNTERPART))))
                .contains(contact);
    }

    private static final String WHATSAPP_TEXT =
            "{`object`:`whatsapp_business_account`,`entry`:[{`changes`:[{`field`:`messages`,`value`:"
                    + "{`messaging_product`:`whatsapp`,`metadata`:{`phone_number_id`:`77`},`messages`:[{`id`:`wamid.q`,"
                    + "`timestamp`:1775466000,`from`:`4917`,`type`:`text`}]}}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "message.sent text | page | `postback`:{`title`:`Start`,`payload`:`CANARY`,`referral`:{`ref`:`spring`,`source`:`SHORTLINK`,`type`:`OPEN_THREAD`}}",
                "message.sent text | page | `postback`:{`mid`:`m_1`,`title`:`Start`,`payload`:`CANARY`}",
                "moderation.action - | page | `policy-enforcement`:{`action`:`warning`,`reason`:`CANARY`}",
                "moderation.action - | page | `policy_enforcement`:{`action`:`block`}",
                "message.sent text | page | `message`:{`mid`:`m_1`,`text`:`a`,`is_echo`:true,`app_id`:17,`metadata`:`CANARY`}",
                "message.sent platform_share | page | `message`:{`mid`:`m_1`,`attachments`:[{`type`:`fallback`,`title`:`CANARY`,`URL`:`https://x`}]}",
                "message.sent unsupported | page | `message`:{`mid`:`m_1`,`attachments`:[{`type`:`location`,`payload`:{`coordinates`:{`lat`:1,`long`:2}}}]}",
                "message.reacted - | page | `reaction`:{`reaction`:`love`,`emoji`:`x`,`action`:`unreact`,`mid`:`m_1`}",
                "message.sent text | instagram | `message`:{`mid`:`m_1`,`text`:`a`,`reply_to`:{`story`:{`url`:`https://CANARY`,`id`:`18`}}}",
                "message.sent platform_share | instagram | `message`:{`mid`:`m_1`,`attachments`:[{`type`:`story_mention`,`payload`:{`url`:`https://CANARY`}}]}",
                "message.deleted - | instagram | `message`:{`mid`:`m_1`,`is_deleted`:true}",
                "message.sent platform_share | instagram | `message`:{`mid`:`m_1`,`attachments`:[{`type`:`ig_reel`,`payload`:{`reel_video_id`:1,`title`:`CANARY`}}]}",
                "message.sent text | instagram | `message`:{`mid`:`m_1`,`text`:`a`,`referral`:{`product`:{`id`:`p`}}}",
                "message.sent unsupported | instagram | `message`:{`mid`:`m_1`,`is_unsupported`:true}",
                "message.read - | instagram | `read`:{`mid`:`m_1`}"
            })
    void readsAFormOfMeta(String expected, String object, String content) throws IOException {
        for (String place : List.of("messaging", "standby")) {
            Records read = lines("{`object`:`" + object + "`,`entry`:[{`id`:`acc`,`time`:1775466001000,`" + place
                    + "`:[{`sender`:{`id`:`canary-u`},`recipient`:{`id`:`acc`},`timestamp`:`1775466000`," + content
                    + "}]}]}");

            assertThat(read.counts()).hasToString("read 1 accepted 1 duplicate 0 rejected 0 ignored 0 blank 0");
            assertThat(read.values(EventField.EVENT_TYPE) + " "
                            + read.values(EventField.KIND).stream().findFirst().orElse("-"))
                    .isEqualTo("[" + expected.replace(" ", "] "));
            assertThat(read.values(EventField.OCCURRED_AT)).containsExactly(1_775_466_000_000_000L);
            assertThat(read.events().toString().toLowerCase(Locale.ROOT)).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "optin                 | `optin`:{`type`:`notification_messages`,`payload`:`x`,`notification_messages_token`:`CANARY`}",
                "referral              | `referral`:{`ref`:`spring`,`source`:`ADS`,`type`:`OPEN_THREAD`,`ad_id`:`6`}",
                "pass_thread_control   | `pass_thread_control`:{`new_owner_app_id`:`1`,`previous_owner_app_id`:`2`,`metadata`:`CANARY`}",
                "take_thread_control   | `take_thread_control`:{`previous_owner_app_id`:`1`}",
                "request_thread_control | `request_thread_control`:{`requested_owner_app_id`:1}",
                "app_roles             | `app_roles`:{`123`:[`primary_receiver`]}",
                "account_linking       | `account_linking`:{`status`:`linked`,`authorization_code`:`CANARY`}",
                "message_edit          | `message_edit`:{`mid`:`m`,`text`:`CANARY`,`num_edit`:1}"
            })
    void ignoresWhatIsNoMessageUnderItsOwnName(String reason, String content) throws IOException {
        Records read =
                lines("{`object`:`page`,`entry`:[{`id`:`acc`,`time`:1,`messaging`:[{`sender`:{`id`:`u`},`recipient`:"
                        + "{`id`:`acc`},`timestamp`:1775466000000," + content + "}]}]}");

        assertThat(read.counts()).hasToString("read 1 accepted 0 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(read.counts().ignoredReasons()).containsOnlyKeys(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "text           | `type`:`text`,`text`:{`body`:`hi`}",
                "text           | `type`:`text`",
                "media_pack     | `type`:`image`,`image`:{`media_id`:`x`}",
                "platform_share | `type`:`share_post`,`share_post`:{`embed_url`:`https://CANARY`}",
                "sticker        | `type`:`sticker`",
                "unsupported    | `type`:`video`,`video`:{`media_id`:`x`}",
                "unsupported    | `type`:`other`",
                "unsupported    | `type`:`template`"
            })
    void readsAFormOfTiktok(String kind, String content) throws IOException {
        String inner =
                "{`message_id`:123456789012,`conversation_id`:`c`,`timestamp`:`1775466000000`,`from`:`CANARY`,`to`:`CANARY`,"
                        + "`from_user`:{`id`:`u`,`role`:`personal_account`},`to_user`:{`id`:`b`,`role`:`business_account`},"
                        + "`referenced_message_info`:null," + content + "}";
        Records read = lines(
                "{`client_key`:`k`,`event`:`im_receive_msg`,`create_time`:`1775466001`,`user_openid`:`b`,`content`:`"
                        + inner.replace("`", "\\\"") + "`}");

        assertThat(read.counts()).hasToString("read 1 accepted 1 duplicate 0 rejected 0 ignored 0 blank 0");
        assertThat(read.values(EventField.KIND)).containsExactly(kind);
        assertThat(read.values(EventField.EVENT_ID)).containsExactly("123456789012");
        assertThat(((Person) read.values(EventField.ACTOR).get(0)).role()).isEqualTo("contact");
        assertThat(read.events().toString()).doesNotContain("CANARY");
    }

    /** Chats of WhatsApp as telephones of several languages write them; each has the same messages in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[01/04/2026, 9:05:00%AM] | Ann: %lWeb image omitted | %limage omitted | %laudio omitted | This message was deleted. | %l<This message was edited> | %lPOLL:%n%lOPTION: a",
                "4/1/26, 9:05%AM - | x: | IMG-20260401-WA0001.jpg (file attached) | <Media omitted> | You deleted this message | <This message was edited> | POLL:%nOPTION: a",
                "01.04.26, 09:05 - | x: | IMG-20260401-WA0001.jpg (Datei angehängt) | <Medien ausgeschlossen> | Diese Nachricht wurde gelöscht. | <Diese Nachricht wurde bearbeitet.> | UMFRAGE:%nOPTION: a",
                "[01.04.26, 09:05:00] | x: | %lBild weggelassen | %lAudio weggelassen | %lDu hast diese Nachricht gelöscht. | %l<Diese Nachricht wurde bearbeitet.> | %lUMFRAGE:%na",
                "01/04/2026, 09:05 - | x: | IMG-20260401-WA0001.jpg (fichier joint) | <Médias omis> | Ce message a été supprimé | <Ce message a été modifié> | SONDAGE:%na",
                "01/04/2026 à 09:05 - | x: | IMG-20260401-WA0001.jpg (fichier joint) | <Médias omis> | Ce message a été supprimé | <Ce message a été modifié> | SONDAGE:%na",
                "1. 4. 2026 um 09:05 - | x: | IMG-20260401-WA0001.jpg (Datei angehängt) | <Medien ausgeschlossen> | Diese Nachricht wurde gelöscht. | <Diese Nachricht wurde bearbeitet.> | UMFRAGE:%nOPTION: a",
                "[01/04/2026 09:05:00] | x: | %limage absente | %laudio omis | %lVous avez supprimé ce message | %l<Ce message a été modifié> | %lSONDAGE:%na",
                "01/04/26, 09:05 - | x: | IMG-20260401-WA0001.jpg (file allegato) | <Media omessi> | Questo messaggio è stato eliminato | <Questo messaggio è stato modificato> | SONDAGGIO:%na",
                "1/4/26, 9:05 - | x: | IMG-20260401-WA0001.jpg (archivo adjunto) | <Multimedia omitido> | Se eliminó este mensaje. | <Se editó este mensaje.> | ENCUESTA:%na",
                "[1/4/26, 9:05:00%a.%m.] | x: | %limagen omitida | %laudio omitido | %lEliminaste este mensaje. | %l<Se editó este mensaje.> | %lENCUESTA:%na"
            })
    void readsAChatWhateverTheLanguageOfItsTelephone(
            String prefix, String ignored, String photo, String file, String deleted, String edited, String poll)
            throws IOException {
        String chat = String.join(
                        "\n",
                        "P Ann: good day",
                        "P Bob: " + photo,
                        "P Bob: " + file,
                        "P Ann: " + deleted,
                        "P Ann: good day " + edited,
                        "P Bob: " + poll,
                        "P Ann: two",
                        "lines")
                .replace("P ", prefix.replace("%AM", "\u202fAM").replace("%a.%m.", "\u202fa.\u00a0m.") + " ")
                .replace("%l", "\u200e")
                .replace("%n", "\n");
        Path text = Files.writeString(folder.resolve("chat.txt"), "\uFEFF" + chat + "\r\n");
        boolean isMonthFirst = prefix.startsWith("4/1");
        Records read = Records.of(
                text,
                new Feed(
                        "w",
                        LogFormat.WHATSAPP_EXPORT,
                        null,
                        ZoneOffset.UTC,
                        null,
                        isMonthFirst ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST,
                        null));

        assertThat(read.counts()).hasToString("read 7 accepted 6 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(read.counts().readBytes()).isEqualTo(Files.size(text));
        assertThat(read.counts().ignoredReasons()).containsOnlyKeys("deleted");
        assertThat(read.values(EventField.KIND))
                .containsExactly("text", "media_pack", "unsupported", "text", "unsupported", "text");
        assertThat(read.values(EventField.TEXT_LENGTH)).containsExactly(8L, 8L, 9L);
        assertThat(read.values(EventField.OCCURRED_AT)).containsOnly(1_775_034_300_000_000L);
        assertThat(read.values(EventField.CONVERSATION_KIND)).containsOnly("one_to_one");
    }

    @Test
    void takesANoticeBehindTheNameOfAChatForNobodysWords() throws IOException {
        Path text = Files.writeString(folder.resolve("chat.txt"), """
                [01.04.26, 09:05:00] Our group: \u200eMessages and calls are end-to-end encrypted.
                \u200e[01.04.26, 09:05:01] Ann: \u200eimage omitted
                [01.04.26, 09:05:02] ~\u202fBob: hello
                [31.04.26, 09:05:02] Bob: there is no such day
                [30.04.26, 09:05:03] Ann: \u200eMissed voice call
                """);
        Records read = Records.of(text, Feed.undeclared(LogFormat.WHATSAPP_EXPORT));

        assertThat(read.counts().ignoredReasons()).containsEntry("system", 2L);
        assertThat(read.values(EventField.KIND)).containsExactly("media_pack", "text");
        assertThat(read.rejects()).containsExactly("bad_time occurred_at");
    }

    @Test
    void readsPollsForwardsAndCallsOfTelegram() throws IOException {
        Path file = Files.writeString(
                folder.resolve("result.json"),
                ("{`name`:`CANARY`,`type`:`private_supergroup`,`id`:1,`messages`:["
                                + "{`id`:1,`type`:`message`,`date_unixtime`:`1775466000`,`from_id`:`user1`,`poll`:{`question`:`CANARY`},`text`:``},"
                                + "{`id`:2,`type`:`message`,`date_unixtime`:`1775466001`,`from_id`:`user2`,`forwarded_from`:`CANARY`,`text`:`a`},"
                                + "{`id`:3,`type`:`message`,`date_unixtime`:`1775466002`,`edited_unixtime`:`1775466009`,`from_id`:`user1`,`text`:`b`,`reactions`:[{`type`:`emoji`,`count`:1}]},"
                                + "{`id`:4,`type`:`service`,`date_unixtime`:`1775466003`,`actor_id`:`user1`,`action`:`phone_call`},"
                                + "{`id`:5,`type`:`message`,`date_unixtime`:`1775466004`,`from_id`:`user3`,`media_type`:`video_message`,`duration_seconds`:3,`text`:``}]}")
                        .replace('`', '"'));
        Records read = Records.of(file);

        assertThat(read.counts()).hasToString("read 5 accepted 4 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(read.values(EventField.KIND)).containsExactly("unsupported", "text", "text", "media_pack");
        assertThat(read.values(EventField.CONVERSATION_KIND)).containsOnly("group");
        assertThat(read.events().toString()).doesNotContain("CANARY");
    }

    private Records lines(String... bodies) throws IOException {
        Path file = folder.resolve("bodies.jsonl");
        Files.writeString(file, String.join("\n", bodies).replace('`', '"') + "\n");
        return Records.of(file);
    }
}
