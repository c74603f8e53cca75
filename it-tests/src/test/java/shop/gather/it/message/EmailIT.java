package shop.gather.it.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.EventReceiver;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.message.channel.MailServer;

/** Members of two stores are told by e-mail and through a chat tool, and end that by the link in a mail. */
class EmailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHANNEL = "/api/v1/message-channels/email";
    private static final String SETTINGS = "/storefront/v1/me/message-settings";

    private static Store aStore(boolean postgres) {
        return Store.connected(postgres ? Shared.postgres() : Shared.h2(), Shared.aShop());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void membersGetTheMailOfTheirStoreUntilTheyEndIt(boolean postgres) throws Exception {
        Store store = aStore(postgres);
        Store other = aStore(postgres);
        try (MailServer server = MailServer.plain();
                MailServer otherServer = MailServer.plain();
                EventReceiver chat = EventReceiver.ofMessages(store)) {
            mailsThrough(store, server);
            mailsThrough(other, otherServer);
            Buyer anna = store.aBuyer("Anna");
            Buyer ben = store.aBuyer("Ben");
            Buyer olga = other.aBuyer("Olga");
            wants(anna, "zh", "place-paid", "team-succeeded");
            wants(olga, "en", "place-paid");
            String campaign = aCampaign(store);
            JsonObject annas = anna.opens(campaign);
            anna.paysFor(annas);
            olga.paysFor(olga.opens(aCampaign(other)));

            MailServer.Mail mail = awaitMails(server, 1).get(0);
            assertThat(mail.recipient()).isEqualTo(emailOf(anna, store));
            assertThat(mail.subject()).contains("拼团已付款");
            assertThat(mail.text()).contains("您的名额已付款", "如需退订");
            assertThat(awaitMails(otherServer, 1).get(0).recipient()).isEqualTo(emailOf(olga, other));

            URI link = URI.create(mail.header("List-Unsubscribe").replaceAll("[<>\\s]", ""));
            for (String harmless : List.of("GET", "HEAD")) {
                assertThat(open(harmless, link).statusCode()).as(harmless).isEqualTo(200);
                assertThat(consents(anna)).contains("place-paid");
            }
            assertThat(open("GET", link).body()).contains("<form method=\"post\">", "place-paid");
            HttpResponse<String> done = open("POST", link);
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
            assertThat(done.headers().firstValue("content-type").orElse("")).startsWith("text/html");
            assertThat(consents(anna)).containsExactly("team-succeeded");
            assertThat(open("POST", URI.create(link + "A")).statusCode()).isEqualTo(404);

            ben.paysFor(ben.joins(annas.getString("team")));
            assertThat(awaitMails(server, 2).get(1).subject()).contains("拼团成功了");
            assertThat(server.mails()).as("Ben consents to none").hasSize(2);
            assertThat(otherServer.mails()).hasSize(1);
            List<JsonObject> posted = Await.until(
                    "messages in the chat tool", PATIENCE, () -> chat.ofType("message"), list -> list.size() == 3);
            assertThat(posted)
                    .extracting(message -> message.getJsonObject("data").getString("kind"))
                    .containsExactlyInAnyOrder("place-paid", "team-succeeded", "team-succeeded");
            Await.until(
                    "the counts",
                    PATIENCE,
                    () -> store.owner().get(CHANNEL).getJsonObject("counts").getInt("sent"),
                    sent -> sent == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOwnerSetsTestsAndRemovesTheServer(boolean postgres) {
        Store store = aStore(postgres);
        Api owner = store.owner();
        try (MailServer server = MailServer.plain()) {
            assertThat(owner.get(CHANNEL).getBoolean("configured")).isFalse();
            assertThat(test(store).status()).isEqualTo(404);
            JsonObject wanted = server(server.port(), "NONE")
                    .add("user", "shop")
                    .add("password", "s3cret-word")
                    .build();
            Api.Answer set = put(store, wanted, "\"0\"");
            assertThat(set.status()).as(set.body()).isEqualTo(200);
            assertThat(set.body()).contains("\"hasPassword\":true").doesNotContain("s3cret-word");
            assertThat(put(store, wanted, "\"0\"").problem()).isEqualTo("version-mismatch");
            assertThat(put(store, wanted, null).problem()).isEqualTo("precondition-required");
            String etag = set.headers().get("etag");

            JsonObject same = server(server.port(), "NONE").add("user", "shop").build();
            JsonObject elsewhere =
                    server(server.port() + 1, "NONE").add("user", "shop").build();
            Api.Answer refused = put(store, elsewhere, etag);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().getString("detail")).contains("password is missing");
            etag = put(store, same, etag).headers().get("etag");

            JsonObject internal = server(25, "TLS").add("host", "10.0.0.1").build();
            assertThat(put(store, internal, etag).problem()).isEqualTo("shop-refused");
            JsonObject plain = server(25, "NONE").add("host", "8.8.8.8").build();
            assertThat(put(store, plain, etag).problem()).isEqualTo("invalid-value");
            JsonObject header = server(25, "NONE")
                    .add("senderName", "Tea\r\nBcc: a@b.example")
                    .build();
            assertThat(put(store, header, etag).problem()).isEqualTo("invalid-value");

            put(store, server(server.port(), "NONE").build(), etag);
            JsonObject taken = test(store).json();
            assertThat(taken.getBoolean("sent")).as(taken.toString()).isTrue();
            assertThat(taken.getString("answer")).startsWith("250");
            assertThat(server.mails()).singleElement().satisfies(mail -> assertThat(mail.subject())
                    .isEqualTo("Test / 测试"));
            for (int i = 0; i < 4; i++) {
                test(store);
            }
            assertThat(test(store).problem()).isEqualTo("too-many-requests");
            assertThat(owner.send("DELETE", CHANNEL, null, Map.of()).status()).isEqualTo(204);
            assertThat(owner.get(CHANNEL).getBoolean("configured")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingMoreIsSentToAnAddressThatTheOwnerReported(boolean postgres) {
        Store store = aStore(postgres);
        try (MailServer server = MailServer.plain()) {
            mailsThrough(store, server);
            Buyer cleo = store.aBuyer("Cleo");
            wants(cleo, "en", "place-paid", "team-failed", "place-returned");
            JsonObject place = cleo.opens(aCampaign(store));
            cleo.paysFor(place);
            String id = awaitMails(server, 1).get(0).header("Message-ID");
            JsonObject bounce = Json.createObjectBuilder()
                    .add("messageId", id)
                    .add("reason", "550 5.1.1 No such user")
                    .build();
            Await.until(
                    "the bounce to be taken",
                    PATIENCE,
                    () -> store.owner().send("POST", CHANNEL + "/bounces", bounce.toString(), Map.of()),
                    answer -> answer.status() == 204);
            assertThat(aStore(postgres)
                            .owner()
                            .send("POST", CHANNEL + "/bounces", bounce.toString(), Map.of())
                            .status())
                    .isEqualTo(404);
            store.owner().post("/api/v1/teams/" + place.getString("team") + "/cancellation", null);
            Await.until(
                    "two messages that are not sent",
                    PATIENCE,
                    () -> store.owner().get(CHANNEL).getJsonObject("counts"),
                    counts -> counts.getInt("skipped") == 2 && counts.getInt("bounced") == 1);
            assertThat(server.mails()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesWaitForTheEndOfQuietHours(boolean postgres) {
        Store store = aStore(postgres);
        String defaults = "/api/v1/message-defaults";
        LocalTime now = LocalTime.now(ZoneId.of("Europe/Berlin")).truncatedTo(ChronoUnit.MINUTES);
        JsonObject night = Json.createObjectBuilder()
                .add("language", "zh")
                .add(
                        "quietHours",
                        Json.createObjectBuilder()
                                .add("from", now.minusHours(2).toString())
                                .add("to", now.plusHours(2).toString()))
                .build();
        Api.Answer set = store.owner().send("PUT", defaults, night.toString(), Map.of("If-Match", "\"0\""));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(store.owner().get(defaults)).isEqualTo(night);
        try (MailServer server = MailServer.plain()) {
            mailsThrough(store, server);
            Buyer quiet = store.aBuyer("Quinn");
            Buyer awake = store.aBuyer("Ada");
            wants(quiet, null, "place-paid");
            JsonObject settings = Json.createObjectBuilder(awake.api().get(SETTINGS))
                    .add("email", Json.createArrayBuilder().add("place-paid"))
                    .add("zone", "Asia/Shanghai")
                    .add(
                            "quietHours",
                            Json.createObjectBuilder().add("from", "00:00").add("to", "00:00"))
                    .build();
            assertThat(awake.api().put(SETTINGS, settings)).isEqualTo(settings);
            String campaign = aCampaign(store);
            quiet.paysFor(quiet.opens(campaign));
            awake.paysFor(awake.opens(campaign));
            MailServer.Mail mail = awaitMails(server, 1).get(0);
            assertThat(mail.recipient()).isEqualTo(emailOf(awake, store));
            assertThat(mail.subject()).as("the store's language").contains("拼团已付款");
            assertThat(server.mails()).hasSize(1);
        }
    }

    private static JsonObjectBuilder server(int port, String security) {
        return Json.createObjectBuilder()
                .add("host", "127.0.0.1")
                .add("port", port)
                .add("security", security)
                .add("from", "shop@shop.example")
                .add("senderName", "Tea shop");
    }

    private static Api.Answer put(Store store, JsonObject body, String ifMatch) {
        return store.owner()
                .send("PUT", CHANNEL, body.toString(), ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch));
    }

    private static Api.Answer test(Store store) {
        return store.owner().send("POST", CHANNEL + "/test", "{\"to\":\"owner@shop.example\"}", Map.of());
    }

    private static void mailsThrough(Store store, MailServer server) {
        Api.Answer set = put(store, server(server.port(), "NONE").build(), "\"0\"");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private static void wants(Buyer member, String language, String... kinds) {
        JsonObjectBuilder settings = Json.createObjectBuilder()
                .add("email", Json.createArrayBuilder(List.of(kinds)))
                .add("hidden", Json.createArrayBuilder());
        if (language != null) {
            settings.add("language", language);
        }
        JsonObject wanted = settings.build();
        assertThat(member.api().put(SETTINGS, wanted)).isEqualTo(wanted);
    }

    private static List<String> consents(Buyer member) {
        return member.api().get(SETTINGS).getJsonArray("email").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private static String emailOf(Buyer member, Store store) {
        return store.owner()
                .get("/api/v1/members/" + member.memberId())
                .getJsonObject("member")
                .getString("email");
    }

    private static String aCampaign(Store of) {
        Money half = of.shop().articles().get(0).price().dividedBy(2, RoundingMode.HALF_UP);
        return of.aCampaign(half, 2, Duration.ofHours(1), Duration.ofMinutes(15));
    }

    private static List<MailServer.Mail> awaitMails(MailServer server, int count) {
        return Await.until("e-mails", PATIENCE, () -> List.copyOf(server.mails()), mails -> mails.size() >= count);
    }

    private static HttpResponse<String> open(String method, URI link) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(link)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
