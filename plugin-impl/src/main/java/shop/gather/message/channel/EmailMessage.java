package shop.gather.message.channel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import shop.gather.message.Language;

/**
 * One e-mail: plain text in UTF-8, with the headers of RFC 8058 and of automatic mail (RFC 3834). Its Message-ID is the
 * same at each attempt, so that a receiver can tell a repetition. Not thread-safe.
 */
final class EmailMessage extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** What could end a header. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private static final Map<Language, String> FOOTERS = Map.of(
            Language.EN, "You get e-mails of this kind because you asked for them. To end them, open %s",
            Language.ZH, "您收到此邮件是因为您选择接收此类消息。如需退订，请打开 %s");

    private final String id;

    private EmailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    /** @throws AddressException if the member's address cannot be used */
    static EmailMessage of(Session session, EmailSettings settings, OutgoingMessage message) throws MessagingException {
        EmailMessage mail = plain(
                session,
                settings,
                EmailSettings.address(message.address()),
                message.id().toString(),
                message.subject(),
                message.text() + "\n\n-- \n" + FOOTERS.get(message.language()).formatted(message.unsubscribe()) + "\n");
        mail.setHeader("Content-Language", message.language().tag());
        mail.setHeader("List-Unsubscribe", "<" + message.unsubscribe() + ">");
        mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return mail;
    }

    /** A mail to somebody who is no member. */
    static EmailMessage plain(
            Session session, EmailSettings settings, InternetAddress to, String id, String subject, String text)
            throws MessagingException {
        EmailMessage mail = new EmailMessage(session, "<" + id + "@" + settings.domain() + ">");
        mail.setFrom(sender(settings));
        if (settings.replyTo() != null) {
            mail.setReplyTo(new InternetAddress[] {EmailSettings.address(settings.replyTo())});
        }
        mail.setRecipient(Message.RecipientType.TO, to);
        mail.setSubject(CONTROLS.matcher(subject).replaceAll(" "), UTF_8);
        mail.setSentDate(new Date());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText(text, UTF_8);
        mail.saveChanges();
        return mail;
    }

    private static InternetAddress sender(EmailSettings settings) throws MessagingException {
        InternetAddress from = EmailSettings.address(settings.from());
        try {
            from.setPersonal(settings.senderName(), UTF_8);
            return from;
        } catch (UnsupportedEncodingException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
