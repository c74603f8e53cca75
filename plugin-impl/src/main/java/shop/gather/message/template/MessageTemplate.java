package shop.gather.message.template;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.message.Language;
import shop.gather.message.MessageKind;

/** The owner's own template of a kind in a language, as its row was read. {@link Templates} changes the row. */
@Entity
@IdClass(MessageTemplate.Key.class)
class MessageTemplate {

    @Id
    @Enumerated(EnumType.STRING)
    private MessageKind kind;

    @Id
    @Enumerated(EnumType.STRING)
    private Language language;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String subject;

    @Column(name = "body")
    private String text;

    private long version;

    record Key(MessageKind kind, Language language) implements Serializable {}

    /** For Hibernate. */
    protected MessageTemplate() {}

    MessageKind kind() {
        return kind;
    }

    Template template() {
        return new Template(subject, text);
    }

    /** 1 when it is new. */
    long version() {
        return version;
    }
}
