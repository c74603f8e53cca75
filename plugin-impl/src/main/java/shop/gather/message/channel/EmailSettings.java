package shop.gather.message.channel;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Objects;
import java.util.regex.Pattern;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * A store's SMTP server, without the password. Immutable.
 *
 * @param user null if the server asks for none
 * @param from the sender's address
 * @param senderName null for none
 * @param replyTo null for the sender
 * @param base the public address of this deployment when it was set, with a slash at its end
 */
public record EmailSettings(
        String host,
        int port,
        Security security,
        String user,
        String from,
        String senderName,
        String replyTo,
        String base) {

    /** How the connection is encrypted. */
    public enum Security {
        /** It begins in plain text and must change to TLS before anything is sent. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Plain text. Only to this machine, or where the deployment allows it. */
        NONE
    }

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    /** @throws ProblemException INVALID_VALUE naming the field */
    public EmailSettings {
        if (!HOST.matcher(host).matches()) {
            throw ProblemException.invalid("host must be a host name or an IPv4 address.");
        }
        Check.range(port, "port", 1, 65_535);
        requireAddress("from", from);
        if (replyTo != null) {
            requireAddress("replyTo", replyTo);
        }
    }

    /** Whether the password may be sent as before: another server must not get it. */
    boolean sameServer(EmailSettings other) {
        return host.equals(other.host)
                && port == other.port
                && security == other.security
                && Objects.equals(user, other.user);
    }

    /** What follows the @ of the sender's address. */
    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }

    /**
     * Reads one address without a name.
     *
     * @throws ProblemException INVALID_VALUE
     */
    static InternetAddress requireAddress(String field, String text) {
        try {
            return address(text);
        } catch (AddressException wrong) {
            throw ProblemException.invalid(field + " must be an e-mail address.");
        }
    }

    /** Reads one address without a name. It cannot hold a line end, a space or a second address. */
    static InternetAddress address(String text) throws AddressException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 127 || "<>,;:\"\\()[]".indexOf(c) >= 0) {
                throw new AddressException("not one plain address");
            }
        }
        if (text.length() > 254 || text.indexOf('@') < 1 || text.indexOf('@') != text.lastIndexOf('@')) {
            throw new AddressException("not one plain address");
        }
        InternetAddress address = new InternetAddress(text, true);
        address.validate();
        return address;
    }
}
