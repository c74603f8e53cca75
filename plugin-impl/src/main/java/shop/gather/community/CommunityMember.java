package shop.gather.community;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.MemberId;

/** The membership of a member in a community. {@link CommunityMemberRows} updates the row. */
@Entity
@IdClass(CommunityMember.Key.class)
class CommunityMember {

    @Id
    private UUID communityId;

    @Id
    private UUID memberId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant joinedAt;

    record Key(UUID communityId, UUID memberId) implements Serializable {}

    enum Role {
        LEADER,
        MEMBER
    }

    /** For Hibernate. */
    protected CommunityMember() {}

    /** A new instance that has no row yet. */
    CommunityMember(CommunityId community, MemberId member, Role role) {
        this.communityId = community.value();
        this.memberId = member.value();
        this.role = role;
    }

    MemberId memberId() {
        return new MemberId(memberId);
    }

    Role role() {
        return role;
    }

    Instant joinedAt() {
        return joinedAt;
    }
}
