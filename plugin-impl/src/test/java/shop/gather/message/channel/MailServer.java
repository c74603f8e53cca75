package shop.gather.message.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on this machine that keeps what it takes, and refuses what a test says. */
public final class MailServer implements AutoCloseable {

    private final int port = freePort();
    private final UnaryOperator<SMTPServer.Builder> options;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<String, String> recipients = address -> null;
    private volatile Function<String, String> data = address -> null;
    private volatile String sender;
    private SMTPServer server;

    private MailServer(UnaryOperator<SMTPServer.Builder> options) {
        this.options = options;
        start();
    }

    /** One that encrypts nothing and asks nobody who it is. */
    public static MailServer plain() {
        return new MailServer(builder -> builder);
    }

    /** One that takes nothing before STARTTLS and a login. */
    public static MailServer startTls(SSLContext tls, String user, String password) {
        return new MailServer(builder ->
                login(builder, user, password).startTlsSocketFactory(tls).requireTLS());
    }

    /** One that speaks TLS from the first byte, and takes nothing before a login. */
    public static MailServer tls(SSLContext tls, String user, String password) {
        return new MailServer(builder -> login(builder, user, password).serverSocketFactory(tls));
    }

    private static SMTPServer.Builder login(SMTPServer.Builder builder, String user, String password) {
        return builder.requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, word, c) -> {
                    if (!user.equals(name) || !password.equals(word)) {
                        throw new LoginFailedException();
                    }
                }));
    }

    /** A mail as it came. */
    public record Mail(String sender, String recipient, byte[] bytes) {

        /** Its headers and its text. */
        public MimeMessage read() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            } catch (MessagingException garbled) {
                throw new IllegalStateException(garbled);
            }
        }

        /** The only value of a header; null if there is none. */
        public String header(String name) {
            try {
                return read().getHeader(name, null);
            } catch (MessagingException garbled) {
                throw new IllegalStateException(garbled);
            }
        }

        /** Decoded. */
        public String subject() {
            try {
                return read().getSubject();
            } catch (MessagingException garbled) {
                throw new IllegalStateException(garbled);
            }
        }

        /** Decoded. */
        public String text() {
            try {
                return (String) read().getContent();
            } catch (MessagingException | IOException garbled) {
                throw new IllegalStateException(garbled);
            }
        }
    }

    /** In the order of arrival. */
    public List<Mail> mails() {
        return mails;
    }

    /** How many connections there were that sent something. */
    public int connections() {
        return connections.get();
    }

    public int port() {
        return port;
    }

    /** @param answer what the server says to a recipient, as {@code 550 5.1.1 No such user}; null takes it */
    public MailServer recipients(Function<String, String> answer) {
        recipients = answer;
        return this;
    }

    /** @param answer what the server says at the end of a mail to a recipient; null takes it */
    public MailServer data(Function<String, String> answer) {
        data = answer;
        return this;
    }

    /** @param answer what the server says to every sender; null takes it */
    public MailServer sender(String answer) {
        sender = answer;
        return this;
    }

    /** On the same port as before. */
    public void start() {
        SMTPServer.Builder builder = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .port(port)
                .messageHandlerFactory(Taking::new);
        server = options.apply(builder).build();
        server.start();
    }

    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        stop();
    }

    private static void require(String answer) throws RejectException {
        if (answer != null) {
            throw new RejectException(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private final class Taking implements MessageHandler {

        private String from;
        private String to;

        Taking(MessageContext context) {
            connections.incrementAndGet();
        }

        @Override
        public void from(String address) throws RejectException {
            require(sender);
            from = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            require(recipients.apply(address));
            to = address;
        }

        @Override
        public String data(InputStream in) throws RejectException, IOException {
            byte[] bytes = in.readAllBytes();
            require(data.apply(to));
            mails.add(new Mail(from, to, bytes));
            return "queued as " + mails.size();
        }

        @Override
        public void done() {
            // The next mail has a handler of its own.
        }
    }
}
