package shop.gather.message.setting;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.message.MessageKind;
import shop.gather.platform.MemberId;

/**
 * What a member chose for one kind of message. There is no row for a kind with the default: shown in the inbox, not sent
 * by e-mail.
 */
@Entity
@IdClass(MessageSetting.Key.class)
class MessageSetting {

    @Id
    private UUID memberId;

    @Id
    @Enumerated(EnumType.STRING)
    private MessageKind kind;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private boolean email;

    private boolean hidden;

    record Key(UUID memberId, MessageKind kind) implements Serializable {}

    /** For Hibernate. */
    protected MessageSetting() {}

    /** A new instance that has no row yet. */
    MessageSetting(MemberId member, MessageKind kind, boolean email, boolean hidden) {
        this.memberId = member.value();
        this.kind = kind;
        this.email = email;
        this.hidden = hidden;
    }

    MessageKind kind() {
        return kind;
    }

    boolean email() {
        return email;
    }

    boolean hidden() {
        return hidden;
    }
}
