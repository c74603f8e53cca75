package shop.gather.message.inbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.setting.MessageSettings;
import shop.gather.message.template.Template;
import shop.gather.message.template.Templates;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;

/** The messages of a member, written in a language. Thread-safe. */
@Singleton
class Inbox {

    private final Transactions transactions;
    private final MessageRows rows;
    private final MessageSettings settings;
    private final Templates templates;
    private final StoreSql sql;
    private final int readDays = Messages.days("gather.messages.keep", Duration.ofDays(180));

    @Inject
    Inbox(Transactions transactions, MessageRows rows, MessageSettings settings, Templates templates, StoreSql sql) {
        this.transactions = transactions;
        this.rows = rows;
        this.settings = settings;
        this.templates = templates;
        this.sql = sql;
    }

    /**
     * A message as its member sees it.
     *
     * @param kind a stable code
     * @param about the id of the team, the place in a team, the campaign, or the leader
     * @param subject one line of plain text
     * @param text plain text, not HTML
     * @param readAt null if it has not been read
     */
    @Schema(name = "Message")
    public record View(
            MessageId id, String kind, UUID about, String subject, String text, Instant createdAt, Instant readAt) {

        static View of(Message message, Templates.Writer writer) {
            Template written = writer.write(message.kind(), message.values());
            return new View(
                    message.id(),
                    message.kind().code(),
                    message.subject(),
                    written.subject(),
                    written.text(),
                    message.createdAt(),
                    message.readAt());
        }
    }

    /**
     * A page of an inbox, newest first.
     *
     * @param next the cursor of the next page; null on the last one
     * @param unread how many messages have not been read, on all pages
     */
    @Schema(name = "Inbox")
    public record Shown(List<View> items, String next, long unread) {}

    /** The number of statements does not depend on the number of messages. */
    Shown show(StoreId store, MemberId member, Language language, String cursor, int limit) {
        UUID before = Page.before(cursor);
        return transactions.inStore(store, () -> {
            List<MessageKind> shown = List.copyOf(settings.of(store, member).shown());
            List<Message> found = rows.newest(member.value(), before, shown, limit + 1);
            Templates.Writer writer = templates.writer(store, language);
            Page<View> page =
                    Page.of(found, limit, message -> message.id().value(), message -> View.of(message, writer));
            return new Shown(page.items(), page.next(), rows.unread(member.value(), shown));
        });
    }

    /**
     * Marks a message as read; repeating it changes nothing.
     *
     * @throws ProblemException NOT_FOUND if the member has no such message
     */
    void read(StoreId store, MemberId member, MessageId message) {
        transactions.inStore(store, () -> {
            int changed = sql.update(
                    store,
                    "update message set read_at = now(), delete_at = now() + cast(? as integer) * interval '1' day"
                            + " where store_id = :store and id = ? and member_id = ? and read_at is null",
                    readDays,
                    message,
                    member);
            if (changed == 0 && rows.count(message.value(), member.value()) == 0) {
                throw ProblemException.notFound("message");
            }
        });
    }
}
