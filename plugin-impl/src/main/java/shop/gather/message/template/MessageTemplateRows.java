package shop.gather.message.template;

import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;

/**
 * The table of the owners' templates. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface MessageTemplateRows {

    StatelessSession session();

    @HQL("where kind = :kind and language = :language")
    Optional<MessageTemplate> find(MessageKind kind, Language language);

    @HQL("where language = :language")
    List<MessageTemplate> in(Language language);

    /** False if there is none. */
    @HQL("delete from MessageTemplate where kind = :kind and language = :language")
    boolean delete(MessageKind kind, Language language);
}
