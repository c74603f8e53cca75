package shop.gather.message.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import shop.gather.message.channel.Outcome.State;
import shop.gather.platform.StorableText;

/**
 * One connection to an SMTP server, for several messages. Reads the server's answers as RFC 5321 and RFC 3463 mean them:
 * 4yz is tried again, 5yz is final, and a final answer to the recipient is a bounce unless it is about a policy (x.7.z),
 * such as a server that does not relay. A connection that ends before the answer counts as an attempt of the message, so
 * that no message leads turn after turn; only the sender is the same for all. Not thread-safe.
 */
final class SmtpConnection implements NotificationChannel.Connection {

    private static final Logger LOG = Logger.getLogger(SmtpConnection.class.getName());
    private static final int MAX_REASON = 400;
    private static final int CLOSING = 421;

    /** Enhanced status codes of policies. */
    private static final Pattern POLICY = Pattern.compile("^5\\d\\d[ -]5\\.7\\.");

    private final Session session;
    private final EmailSettings settings;
    private final SMTPTransport transport;

    SmtpConnection(Session session, EmailSettings settings, SMTPTransport transport) {
        this.session = session;
        this.settings = settings;
        this.transport = transport;
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        try {
            return send(EmailMessage.of(session, settings, message));
        } catch (AddressException unusable) {
            return new Outcome(State.REJECTED, "The member's address is not a valid e-mail address.");
        } catch (MessagingException unwritable) {
            LOG.log(Level.WARNING, "message " + message.id() + " could not be written as an e-mail", unwritable);
            return new Outcome(State.REJECTED, "The e-mail could not be written.");
        }
    }

    Outcome send(MimeMessage mail) {
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
            return Outcome.SENT;
        } catch (SendFailedException refused) {
            return outcome(refused);
        } catch (MessagingException broken) {
            return new Outcome(State.BROKEN, reason("The connection broke", broken));
        }
    }

    /** What the server said last; for the owner. */
    String lastAnswer() {
        return cut(transport.getLastServerResponse());
    }

    private Outcome outcome(SendFailedException refused) {
        for (Exception cause = refused; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException recipient) {
                return outcomeForRecipient(recipient.getReturnCode(), recipient.getMessage());
            }
        }
        return refused instanceof SMTPSendFailedException answer
                ? outcomeForMessage(answer.getCommand(), answer.getReturnCode(), answer.getMessage())
                : new Outcome(State.BROKEN, reason("The server did not take the e-mail", refused));
    }

    private static Exception next(Exception cause) {
        return cause instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static Outcome outcomeForRecipient(int code, String answer) {
        if (closes(code)) {
            return closed(answer);
        }
        String reason = "The server refused the recipient: " + cut(answer);
        return switch (code) {
            // The mailbox is full (RFC 5321, 4.5.3.1.10).
            case 552 -> new Outcome(State.RETRY, reason);
            // About the order of commands or the login, not about the address.
            case 503, 530, 535 -> new Outcome(State.BROKEN, reason);
            default ->
                new Outcome(code < 500 ? State.RETRY : isPolicy(answer) ? State.REJECTED : State.BOUNCED, reason);
        };
    }

    private static boolean isPolicy(String answer) {
        return answer != null && POLICY.matcher(answer).find();
    }

    private static Outcome outcomeForMessage(String command, int code, String answer) {
        if (command != null && command.startsWith("MAIL")) {
            return new Outcome(State.CHANNEL_DOWN, "The server refused the sender: " + cut(answer));
        }
        if (closes(code)) {
            return closed(answer);
        }
        return new Outcome(code < 500 ? State.RETRY : State.REJECTED, "The server refused the e-mail: " + cut(answer));
    }

    /** Without a code, the connection ended before the answer. */
    private static boolean closes(int code) {
        return code == CLOSING || code < 400;
    }

    private static Outcome closed(String answer) {
        return new Outcome(State.BROKEN, "The server closed the connection: " + cut(answer));
    }

    /** For the owner; it holds no password, because no command is part of it. */
    static String reason(String what, MessagingException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return what + ": " + cut(why);
    }

    private static String cut(String text) {
        return text == null ? "no answer" : StorableText.cut(MailAddresses.hide(text.strip()), MAX_REASON);
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            LOG.log(Level.FINE, "the connection was closed by the server", gone);
        }
    }
}
