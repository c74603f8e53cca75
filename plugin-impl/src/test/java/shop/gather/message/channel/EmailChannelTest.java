package shop.gather.message.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.channel.EmailChannel.TestResult;
import shop.gather.message.channel.EmailSettings.Security;
import shop.gather.message.inbox.MessageId;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;

/** The way to the owner's SMTP server: encrypted, checked, and silent about the password. */
class EmailChannelTest {

    private static final String PASSWORD = "s3cret-pässword";
    private static final String ALLOW = "gather.outbound.allow";

    private static SSLContext before;
    private static SSLContext certificate;
    private static StoreDatabase database;

    @BeforeAll
    static void aStore(@TempDir Path directory) throws Exception {
        certificate = TestCertificate.context(directory);
        before = SSLContext.getDefault();
        System.setProperty(ALLOW, "localhost,127.0.0.1");
        database = StoreDatabase.fresh();
    }

    @AfterAll
    static void trustNobody() {
        SSLContext.setDefault(before);
        System.clearProperty(ALLOW);
    }

    private static TestResult test(MailServer server, String host, Security security, String user, String password)
            throws Exception {
        EmailSettings settings = ChannelFixtures.settings(host, server.port(), security, user);
        MessageChannel channel = ChannelFixtures.set(database, database.store(), settings, password);
        return database.bean(EmailChannel.class).test(channel, new InternetAddress("owner@shop.example"));
    }

    @Test
    void aTrustedServerTakesMailAfterStartTlsAndALogin() throws Exception {
        SSLContext.setDefault(certificate);
        try (MailServer server = MailServer.startTls(certificate, "shop", PASSWORD)) {
            TestResult result = test(server, "localhost", Security.STARTTLS, "shop", PASSWORD);
            assertThat(result).isEqualTo(new TestResult(true, "250 queued as 1"));
            assertThat(server.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.recipient()).isEqualTo("owner@shop.example");
                assertThat(mail.subject()).isEqualTo("Test / 测试");
            });
        }
    }

    @Test
    void aTestOfATemplateGoesToTheAddressToWhichTheStoresMailIsAnswered() throws Exception {
        try (MailServer server = MailServer.plain()) {
            EmailSettings settings = ChannelFixtures.settings("127.0.0.1", server.port(), Security.NONE, null);
            MessageChannel channel = ChannelFixtures.set(database, database.store(), settings, null);
            assertThat(database.bean(EmailChannel.class)
                            .testToOwner(channel, "Hello\r\nBcc: a@b.example", "Text")
                            .sent())
                    .isTrue();
            assertThat(server.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.recipient()).isEqualTo("help@shop.example");
                assertThat(mail.subject()).isEqualTo("Hello Bcc: a@b.example");
            });
        }
    }

    @Test
    void aTrustedServerTakesMailOverTlsAndALogin() throws Exception {
        SSLContext.setDefault(certificate);
        try (MailServer server = MailServer.tls(certificate, "shop", PASSWORD)) {
            assertThat(test(server, "localhost", Security.TLS, "shop", PASSWORD).sent())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatNobodyVouchesForGetsNeitherMailNorPassword(boolean startTls) throws Exception {
        SSLContext.setDefault(before);
        Security security = startTls ? Security.STARTTLS : Security.TLS;
        try (MailServer server = startTls
                ? MailServer.startTls(certificate, "shop", PASSWORD)
                : MailServer.tls(certificate, "shop", PASSWORD)) {
            TestResult result = test(server, "localhost", security, "shop", PASSWORD);
            assertThat(result.sent()).isFalse();
            assertThat(result.answer()).contains("localhost", "certification path");
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        SSLContext.setDefault(certificate);
        try (MailServer server = MailServer.startTls(certificate, "shop", PASSWORD)) {
            assertThat(test(server, "127.0.0.1", Security.STARTTLS, "shop", PASSWORD)
                            .sent())
                    .isFalse();
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void aServerWithoutStartTlsGetsNothing() throws Exception {
        try (MailServer server = MailServer.plain()) {
            TestResult result = test(server, "localhost", Security.STARTTLS, null, null);
            assertThat(result.sent()).isFalse();
            assertThat(result.answer()).contains("STARTTLS");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void thePasswordIsInNoAnswerNoAuditNoRowAndNoLog() throws Exception {
        SSLContext.setDefault(certificate);
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage() + " " + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger mail = Logger.getLogger("org.eclipse.angus.mail");
        Logger ours = Logger.getLogger("shop.gather");
        mail.addHandler(handler);
        ours.addHandler(handler);
        mail.setLevel(Level.ALL);
        try (MailServer server = MailServer.startTls(certificate, "shop", "another")) {
            TestResult refused = test(server, "localhost", Security.STARTTLS, "shop", PASSWORD);
            assertThat(refused.sent()).isFalse();
            assertThat(refused.answer()).contains("535").doesNotContain(PASSWORD);
        } finally {
            mail.removeHandler(handler);
            ours.removeHandler(handler);
            mail.setLevel(null);
        }
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(PASSWORD));
        MessageChannel channel = database.bean(MessageChannels.class)
                .find(database.store(), ChannelKind.EMAIL)
                .orElseThrow();
        String view = StrictJson.codec().toJson(EmailChannelResource.View.of(java.util.Optional.of(channel)));
        assertThat(view).contains("\"hasPassword\":true").doesNotContain(PASSWORD);
        List<String> rows = database.transactions().inStore(database.store(), () -> {
            List<String> found = new ArrayList<>(database.sql()
                    .list(
                            database.store(),
                            "select settings, secret from message_channel where store_id = :store",
                            row -> row.getString("settings") + row.getString("secret")));
            found.addAll(database.sql()
                    .list(
                            database.store(),
                            "select details from audit_entry where store_id = :store",
                            row -> row.getString("details")));
            return found;
        });
        assertThat(rows).hasSizeGreaterThan(1).noneMatch(row -> row.contains(PASSWORD));
    }

    private static Outcome sent(AbruptMailServer server) {
        EmailSettings settings = ChannelFixtures.settings("127.0.0.1", server.port(), Security.NONE, null);
        MessageChannel channel = ChannelFixtures.set(database, database.store(), settings, null);
        try (SmtpConnection connection = database.bean(EmailChannel.class).open(channel)) {
            return connection.send(new OutgoingMessage(
                    new MessageId(Ids.next()),
                    database.store(),
                    new MemberId(Ids.next()),
                    MessageKind.TEAM_FAILED,
                    Ids.next(),
                    Language.EN,
                    "Tea",
                    "The team failed.",
                    Instant.now(),
                    "mia@a.example",
                    ChannelFixtures.BASE));
        }
    }

    @Test
    void aServerMayThinkForAWhileBeforeItTakesAMail() throws Exception {
        try (AbruptMailServer server = new AbruptMailServer(null, Duration.ofSeconds(12))) {
            assertThat(sent(server)).isEqualTo(Outcome.SENT);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL,CHANNEL_DOWN", "RCPT,BROKEN", "DATA,BROKEN", ".,BROKEN"})
    void aConnectionThatEndsAfterTheSenderIsAnAttemptOfTheMessage(String command, Outcome.State state)
            throws Exception {
        try (AbruptMailServer server = new AbruptMailServer(command, Duration.ZERO)) {
            assertThat(sent(server).state()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "192.168.1.1", "0177.0.0.1"})
    void theProvidersNetworkIsNotReached(String host) {
        EmailSettings settings = ChannelFixtures.settings(host, 25, Security.STARTTLS, null);
        assertThatThrownBy(() -> database.bean(EmailChannel.class).requireAllowed(settings))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("host: ");
        if (host.startsWith("0")) {
            // Java connects to 177.0.0.1, which is public; other programs would not.
            return;
        }
        // Nor if its name leads there only later.
        MessageChannel channel = ChannelFixtures.set(database, database.store(), settings, null);
        assertThatThrownBy(() -> database.bean(EmailChannel.class).open(channel))
                .isInstanceOf(NotificationChannel.ChannelDown.class)
                .hasMessageContaining("must not be called")
                .hasMessageContaining(host);
    }

    @Test
    void plainTextIsForThisMachineAlone() {
        EmailChannel email = database.bean(EmailChannel.class);
        email.requireAllowed(ChannelFixtures.settings("127.0.0.1", 25, Security.NONE, null));
        assertThatThrownBy(() -> email.requireAllowed(ChannelFixtures.settings("8.8.8.8", 25, Security.NONE, null)))
                .hasMessageContaining("STARTTLS or TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nb", "-a", "a_b", "[::1]", "a/b", "a@b"})
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> ChannelFixtures.settings(host, 25, Security.TLS, null))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example\r\nBcc: c@d.example",
                "a@b.example>\r\nRCPT TO:<c@d.example",
                "a@b.example,c@d.example",
                "Anna <a@b.example>",
                "a@b@c",
                "a",
                "@b.example",
                "\"a b\"@c.example"
            })
    void whatIsNotOnePlainAddressIsRefused(String text) {
        assertThatThrownBy(() -> EmailSettings.requireAddress("to", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("to must be an e-mail address");
    }
}
