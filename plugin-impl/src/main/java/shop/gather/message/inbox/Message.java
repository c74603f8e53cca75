package shop.gather.message.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;

/**
 * A message to one member, as its row was read. It is made with what it is about ({@link Messages}), written in a
 * language each time it is shown ({@link Inbox}), read once, and deleted some time after ({@link ExpiredMessages}).
 */
@Entity
@Immutable
class Message {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private MessageKind kind;

    private UUID subjectId;

    @Column(name = "details")
    private String values;

    private Instant createdAt;

    private Instant readAt;

    /** For Hibernate. */
    protected Message() {}

    MessageId id() {
        return new MessageId(id);
    }

    MessageKind kind() {
        return kind;
    }

    /** The id of the team or the place that it is about. */
    UUID subject() {
        return subjectId;
    }

    Map<Placeholder, String> values() {
        return StoredValues.read(values);
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Null if it has not been read. */
    Instant readAt() {
        return readAt;
    }
}
