package shop.gather.message.template;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.store.Stores;

/** The templates of a store: the owner's where there is one, else Gather's. Thread-safe. */
@Singleton
public class Templates {

    private final Transactions transactions;
    private final MessageTemplateRows rows;
    private final StoreSql sql;
    private final Stores stores;
    private final AuditLog audit;

    @Inject
    Templates(Transactions transactions, MessageTemplateRows rows, StoreSql sql, Stores stores, AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.stores = stores;
        this.audit = audit;
    }

    /**
     * A template, for its owner.
     *
     * @param own whether it is the owner's; otherwise Gather's
     * @param placeholders what it can hold, as it is written
     * @param version 0 for Gather's
     */
    @Schema(name = "MessageTemplate")
    public record View(
            String kind,
            String language,
            String subject,
            String text,
            boolean own,
            List<String> placeholders,
            long version) {

        static View of(MessageKind kind, Language language, Template template, long version) {
            return new View(
                    kind.code(),
                    language.tag(),
                    template.subject(),
                    template.text(),
                    version > 0,
                    kind.written(),
                    version);
        }
    }

    /** All templates of a store in one language, with its time zone. Immutable. */
    public static final class Writer {

        private final Language language;
        private final ZoneId zone;
        private final Map<MessageKind, Template> own;

        private Writer(Language language, ZoneId zone, Map<MessageKind, Template> own) {
            this.language = language;
            this.zone = zone;
            this.own = own;
        }

        /** Writes a message from its stored values. */
        public Template write(MessageKind kind, Map<Placeholder, String> values) {
            Template template = own.getOrDefault(kind, GathersTemplates.of(kind, language));
            return template.filled(placeholder -> Values.shown(values, placeholder, language, zone));
        }
    }

    /** Two statements, whatever is written then. */
    public Writer writer(StoreId store, Language language) {
        Map<MessageKind, Template> own = new EnumMap<>(MessageKind.class);
        transactions
                .inStore(store, () -> rows.in(language))
                .forEach(template -> own.put(template.kind(), template.template()));
        return new Writer(language, zone(store), own);
    }

    View get(StoreId store, MessageKind kind, Language language) {
        return transactions
                .inStore(store, () -> rows.find(kind, language))
                .map(own -> View.of(kind, language, own.template(), own.version()))
                .orElseGet(() -> View.of(kind, language, GathersTemplates.of(kind, language), 0));
    }

    /**
     * Sets the owner's template. Audited.
     *
     * @param ifMatch the ETag of the template that the owner read
     * @throws ProblemException INVALID_VALUE if the template has an unknown placeholder; VERSION_MISMATCH
     */
    View change(StoreId store, String actor, MessageKind kind, Language language, String ifMatch, Template wanted) {
        wanted.requireFor(kind);
        return transactions.inStore(store, () -> {
            long version = get(store, kind, language).version();
            EntityTags.require(ifMatch, version);
            long next = version == 0 ? firstVersion() : version + 1;
            boolean changed = version == 0
                    ? sql.insertIfAbsent(
                            store,
                            "insert into message_template (store_id, kind, language, subject, body, version)"
                                    + " values (:store, ?, ?, ?, ?, ?)",
                            kind,
                            language,
                            wanted.subject(),
                            wanted.text(),
                            next)
                    : sql.update(
                                    store,
                                    "update message_template set subject = ?, body = ?, version = version + 1"
                                            + " where store_id = :store and kind = ? and language = ? and version = ?",
                                    wanted.subject(),
                                    wanted.text(),
                                    kind,
                                    language,
                                    version)
                            == 1;
            if (!changed) {
                throw new ProblemException(
                        ProblemCode.VERSION_MISMATCH,
                        "The template has changed since you read it. Read it again and repeat your change.");
            }
            audit.record(
                    store, actor, "message-template.changed", kind.code() + "/" + language.tag(), wanted.subject());
            return View.of(kind, language, wanted, next);
        });
    }

    /** Random: a template that is set after a reset must not have the ETag of an earlier one. */
    private static long firstVersion() {
        return ThreadLocalRandom.current().nextLong(1, 1L << 50);
    }

    /** Returns to Gather's template; does nothing where the owner has none. Audited. */
    void reset(StoreId store, String actor, MessageKind kind, Language language) {
        transactions.inStore(store, () -> {
            if (rows.delete(kind, language)) {
                audit.record(store, actor, "message-template.reset", kind.code() + "/" + language.tag(), "");
            }
        });
    }

    /** A template as a member would see it, with example values. */
    public Template preview(StoreId store, MessageKind kind, Language language, Template wanted) {
        Map<Placeholder, String> examples =
                kind.placeholders().stream().collect(Collectors.toMap(Function.identity(), Placeholder::example));
        ZoneId zone = zone(store);
        return wanted.requireFor(kind).filled(placeholder -> Values.shown(examples, placeholder, language, zone));
    }

    private ZoneId zone(StoreId store) {
        return ZoneId.of(stores.find(store).orElseThrow().zone());
    }
}
