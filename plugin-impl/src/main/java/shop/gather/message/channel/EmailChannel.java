package shop.gather.message.channel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import shop.gather.message.channel.EmailSettings.Security;
import shop.gather.platform.Ids;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.http.GuardedSockets;
import shop.gather.spi.ShopException;

/**
 * E-mail through the SMTP server that the store's owner set, with the Jakarta Mail of the platform. Thread-safe.
 */
@Singleton
public final class EmailChannel implements NotificationChannel {

    private static final String PREFIX = "mail.smtp.";

    /**
     * Long, because a server may check a mail before it answers, and a mail without an answer is sent again. Shorter than
     * {@link GuardedSockets#LONGEST}.
     */
    private static final Duration ANSWER = Duration.ofSeconds(50);

    private final GuardedSockets sockets;
    private final SecretBox secrets;
    private final Transactions transactions;
    private final boolean plainAllowed = GatherConfig.flag("gather.mail.allow-plain", false);
    private final Duration connect = GatherConfig.duration("gather.outbound.connect-timeout", Duration.ofSeconds(3));

    @Inject
    EmailChannel(GuardedSockets sockets, SecretBox secrets, Transactions transactions) {
        this.sockets = sockets;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public boolean mails() {
        return true;
    }

    @Override
    public SmtpConnection open(MessageChannel channel) {
        transactions.requireNone();
        EmailSettings settings = channel.settings(EmailSettings.class);
        Session session = session(settings);
        try {
            // The guard applies to the address that is connected to: a name may lead elsewhere by now.
            SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
            transport.connect(settings.host(), settings.port(), settings.user(), channel.secret(secrets));
            return new SmtpConnection(session, settings, transport);
        } catch (MessagingException refused) {
            throw new ChannelDown(
                    SmtpConnection.reason("No connection to " + settings.host() + " port " + settings.port(), refused));
        }
    }

    /**
     * Sends a test mail.
     *
     * @return what the server said at its end
     */
    TestResult test(MessageChannel channel, InternetAddress to) {
        return test(channel, to, "Test / 测试", "Your store can send e-mail through this server.\n您的商店可以通过此服务器发送邮件。\n");
    }

    /** The address that the store's mail answers to: reply-to, or else the sender. */
    public static String ownerOf(MessageChannel channel) {
        EmailSettings settings = channel.settings(EmailSettings.class);
        return settings.replyTo() == null ? settings.from() : settings.replyTo();
    }

    /**
     * Sends a test mail to {@link #ownerOf}.
     *
     * @param text plain text
     * @return what the server said at its end
     */
    public TestResult testToOwner(MessageChannel channel, String subject, String text) {
        return test(channel, EmailSettings.requireAddress("replyTo", ownerOf(channel)), subject, text);
    }

    private TestResult test(MessageChannel channel, InternetAddress to, String subject, String text) {
        EmailSettings settings = channel.settings(EmailSettings.class);
        try (SmtpConnection connection = open(channel)) {
            Outcome outcome = connection.send(EmailMessage.plain(
                    session(settings), settings, to, Ids.next().toString(), subject, text));
            return outcome.state() == Outcome.State.SENT
                    ? new TestResult(true, connection.lastAnswer())
                    : new TestResult(false, outcome.reason());
        } catch (ChannelDown down) {
            return new TestResult(false, down.getMessage());
        } catch (MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param answer what the server said, or why there was no answer */
    public record TestResult(boolean sent, String answer) {}

    /**
     * Refuses a server that must not be called from here, or not in plain text.
     *
     * @throws ProblemException SHOP_REFUSED
     */
    void requireAllowed(EmailSettings settings) {
        try {
            sockets.requireAllowed(settings.host(), settings.port());
            if (settings.security() == Security.NONE && !plainAllowed && !sockets.isLoopback(settings.host())) {
                throw ProblemException.invalid(
                        "security must be STARTTLS or TLS: mail in plain text could be read on its way.");
            }
        } catch (ShopException refused) {
            throw new ProblemException(ProblemCode.SHOP_REFUSED, "host: " + refused.getMessage());
        }
    }

    /** The public address of this deployment, with a slash at its end. */
    public static String base(MessageChannel channel) {
        return GatherConfig.text(
                        "gather.public-url",
                        channel.settings(EmailSettings.class).base())
                .replaceFirst("/?$", "/");
    }

    private Session session(EmailSettings settings) {
        Properties properties = new Properties();
        properties.put(PREFIX + "socketFactory", sockets);
        properties.put(PREFIX + "socketFactory.fallback", "false");
        properties.put(PREFIX + "connectiontimeout", Long.toString(connect.toMillis()));
        properties.put(PREFIX + "timeout", Long.toString(ANSWER.toMillis()));
        properties.put(PREFIX + "auth", Boolean.toString(settings.user() != null));
        properties.put(PREFIX + "auth.mechanisms", "PLAIN LOGIN");
        properties.put(PREFIX + "from", settings.from());
        properties.put(PREFIX + "quitwait", "false");
        // Otherwise the name of this machine.
        Optional.ofNullable(URI.create(settings.base()).getHost())
                .ifPresent(host -> properties.put(PREFIX + "localhost", host));
        properties.put(PREFIX + "ssl.checkserveridentity", "true");
        properties.put(PREFIX + "ssl.enable", Boolean.toString(settings.security() == Security.TLS));
        properties.put(PREFIX + "starttls.enable", Boolean.toString(settings.security() == Security.STARTTLS));
        properties.put(PREFIX + "starttls.required", Boolean.toString(settings.security() == Security.STARTTLS));
        return Session.getInstance(properties);
    }
}
