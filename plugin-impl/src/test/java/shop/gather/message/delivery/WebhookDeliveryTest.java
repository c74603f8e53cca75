package shop.gather.message.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.message.MessageKind.TEAM_FAILED;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import shop.gather.event.SignedSender;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.channel.ChannelFixtures;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.MailServer;
import shop.gather.platform.MemberId;

/** Each message is posted to the owner's address, signed, until it is taken. */
class WebhookDeliveryTest {

    private static final String ALLOW = "gather.outbound.allow";

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 204;

    private record Call(String id, String timestamp, String signature, String body) {

        JsonObject json() {
            return Json.createReader(new StringReader(body)).readObject();
        }

        /** As the Standard Webhooks specification says, by hand. */
        boolean isSignedWith(String secret) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return signature.equals("v1," + Base64.getEncoder().encodeToString(signed));
        }
    }

    /** The secret with one other letter. */
    private static String another(String secret) {
        char other = secret.charAt(12) == 'A' ? 'B' : 'A';
        return secret.substring(0, 12) + other + secret.substring(13);
    }

    @BeforeAll
    static void allowThisMachine() {
        System.setProperty(ALLOW, "127.0.0.1");
    }

    @AfterAll
    static void allowNothing() {
        System.clearProperty(ALLOW);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @OnBothDatabases
    void aMessageIsPostedSignedWithoutAConsentAndAgainUntilItIsTaken(StoreDatabase shared) throws Exception {
        ToldMembers told = new ToldMembers(shared);
        String secret = ChannelFixtures.postTo(
                told.node, told.store, "http://127.0.0.1:" + server.getAddress().getPort() + "/chat");
        MemberId mia = told.aMember("mia@a.example");
        told.prefers(mia, "ZH", null, null);
        told.tell(ToldMembers.failed("Tea \"for two\""), mia);
        status = 503;
        told.send(ChannelKind.WEBHOOK);
        assertThat(told.states()).containsExactly("WAITING");
        status = 204;
        told.timePasses();
        told.send(ChannelKind.WEBHOOK);
        told.timePasses();
        told.send(ChannelKind.WEBHOOK);

        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).id()).isEqualTo(calls.get(1).id());
        Call taken = calls.get(1);
        assertThat(taken.isSignedWith(secret)).isTrue();
        assertThat(taken.isSignedWith(another(secret))).isFalse();
        JsonObject body = taken.json();
        assertThat(body.getString("type")).isEqualTo("message");
        assertThat(body.getString("store")).isEqualTo(told.store.toString());
        JsonObject data = body.getJsonObject("data");
        assertThat(data.getString("id")).isEqualTo(taken.id());
        assertThat(data.getString("member")).isEqualTo(mia.toString());
        assertThat(data.getString("kind")).isEqualTo("team-failed");
        assertThat(data.getString("language")).isEqualTo("zh");
        assertThat(data.getString("subject")).isEqualTo("您的“Tea \"for two\"”拼团未成功");
        assertThat(taken.body()).doesNotContain("mia@a.example");
        assertThat(ChannelFixtures.counts(told.node, told.store, ChannelKind.WEBHOOK)
                        .sent())
                .isEqualTo(1);
    }

    @OnBothDatabases
    void anAddressThatTakesNothingPausesAndOneAlarmTellsOfIt(StoreDatabase shared) {
        ToldMembers told = new ToldMembers(shared);
        ChannelFixtures.postTo(
                told.node, told.store, "http://127.0.0.1:" + server.getAddress().getPort() + "/chat");
        MemberId mia = told.aMember("mia@a.example");
        for (int i = 0; i < 10; i++) {
            told.tell(ToldMembers.failed("Tea " + i), mia);
        }
        status = 503;
        told.send(ChannelKind.WEBHOOK);
        assertThat(calls).as("then it pauses").hasSize(3);
        told.send(ChannelKind.WEBHOOK);
        assertThat(calls).hasSize(3);
        assertThat(told.alarms()).isEmpty();
        for (int turn = 1; turn < MessageDelivery.REPORTED_TURNS; turn++) {
            told.timePasses();
            told.send(ChannelKind.WEBHOOK);
        }
        assertThat(told.alarms()).singleElement().asString().contains("webhook cannot send", "503");
        status = 204;
        for (int turn = 0; turn < 3; turn++) {
            told.timePasses();
            told.send(ChannelKind.WEBHOOK);
        }
        assertThat(told.states()).containsExactly("SENT");
        assertThat(told.alarms()).isEmpty();
    }

    @OnBothDatabases
    void theSecretInAnAddressIsNeitherLoggedNorAudited(StoreDatabase shared) {
        ToldMembers told = new ToldMembers(shared);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        ChannelFixtures.postTo(told.node, told.store, address + "/hooks/s3cret?key=s3cret");
        // A failure that nobody expects.
        told.write("update message_channel set secret = 'unreadable' where store_id = :store");
        told.tell(ToldMembers.failed("Tea"), told.aMember("mia@a.example"));
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(SignedSender.class.getName());
        Filter before = logger.getFilter();
        logger.setFilter(line -> logged.add(line.getMessage() + " " + line.getThrown()));
        try {
            told.send(ChannelKind.WEBHOOK);
        } finally {
            logger.setFilter(before);
        }
        assertThat(logged).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains("could not be sent to 127.0.0.1")
                .doesNotContain("s3cret"));
        assertThat(told.node.transactions().inStore(told.store, () -> told.node
                        .sql()
                        .list(
                                told.store,
                                "select details from audit_entry where store_id = :store"
                                        + " and action = 'message-channel.set'",
                                row -> row.getString("details"))))
                .containsExactly("{\"host\":\"127.0.0.1\"}");
    }

    @OnBothDatabases
    void aSingleMessageThatIsNotTakenIsReportedToo(StoreDatabase shared) {
        ToldMembers told = new ToldMembers(shared);
        ChannelFixtures.postTo(
                told.node, told.store, "http://127.0.0.1:" + server.getAddress().getPort() + "/chat");
        told.tell(ToldMembers.failed("Tea"), told.aMember("mia@a.example"));
        status = 400;
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(told.alarms()).as("before attempt " + attempt).isEmpty();
            told.timePasses();
            told.send(ChannelKind.WEBHOOK);
        }
        assertThat(told.alarms()).hasSize(1);
        status = 204;
        told.timePasses();
        told.send(ChannelKind.WEBHOOK);
        assertThat(told.alarms()).isEmpty();
    }

    @OnBothDatabases
    void eachChannelSendsWhatTheOtherCannot(StoreDatabase shared) {
        ToldMembers told = new ToldMembers(shared);
        try (MailServer mail = MailServer.plain()) {
            ChannelFixtures.mailThrough(told.node, told.store, mail);
            ChannelFixtures.postTo(
                    told.node,
                    told.store,
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/chat");
            MemberId mia = told.aMember("mia@a.example", TEAM_FAILED);
            status = 500;
            told.tell(ToldMembers.failed("Tea"), mia);
            told.send(ChannelKind.WEBHOOK);
            told.sendMail();
            assertThat(mail.mails()).hasSize(1);
            assertThat(told.states()).containsExactly("SENT", "WAITING");
        }
    }
}
