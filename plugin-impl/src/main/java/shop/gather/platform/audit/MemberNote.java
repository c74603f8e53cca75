package shop.gather.platform.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.MemberId;

/** A text that a person wrote about a member. Its id is that of the posting or audit entry that it explains. */
@Entity
@Immutable
class MemberNote {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID memberId;

    private String note;

    /** For Hibernate. */
    protected MemberNote() {}

    /** A new instance that has no row yet. */
    MemberNote(UUID about, MemberId member, String note) {
        this.id = about;
        this.memberId = member.value();
        this.note = note;
    }

    UUID id() {
        return id;
    }

    String note() {
        return note;
    }
}
