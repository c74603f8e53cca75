package shop.gather.community;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.community.CommunityMember.Role;
import shop.gather.member.MemberErased;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.EntityTags;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderAppointed;
import shop.gather.recruitment.Leaders;
import shop.gather.referral.attribution.MemberBound;

/** The communities of a store and their members. Thread-safe. */
@Singleton
class Communities {

    private final Transactions transactions;
    private final CommunityRows rows;
    private final CommunityMemberRows members;
    private final Leaders leaders;

    @Inject
    Communities(Transactions transactions, CommunityRows rows, CommunityMemberRows members, Leaders leaders) {
        this.transactions = transactions;
        this.rows = rows;
        this.members = members;
        this.leaders = leaders;
    }

    /** @param role LEADER or MEMBER */
    @Schema(name = "CommunityMember")
    public record Member(MemberId memberId, String role, Instant joinedAt) {
        static Member of(CommunityMember member) {
            return new Member(member.memberId(), member.role().name(), member.joinedAt());
        }
    }

    Optional<CommunityView> find(StoreId store, CommunityId id) {
        return transactions.inStore(store, () -> rows.find(id.value()));
    }

    /** A community, for a member of it. */
    Optional<CommunityView> findFor(StoreId store, CommunityId id, MemberId member) {
        return transactions.inStore(store, () -> rows.findFor(id.value(), member.value()));
    }

    /** A page of communities, newest first. */
    Page<CommunityView> page(StoreId store, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<CommunityView> found = transactions.inStore(store, () -> rows.newest(before, limit + 1));
        return Page.of(found, limit, view -> view.id().value(), community -> community);
    }

    /** A page of the communities that a member belongs to, newest first. */
    Page<CommunityView> pageFor(StoreId store, MemberId member, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<CommunityView> found =
                transactions.inStore(store, () -> rows.newestFor(member.value(), before, limit + 1));
        return Page.of(found, limit, view -> view.id().value(), community -> community);
    }

    /** A page of the members of a community, the newest members of the store first. */
    Page<Member> members(StoreId store, CommunityId id, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<CommunityMember> found = transactions.inStore(store, () -> members.newest(id.value(), before, limit + 1));
        return Page.of(found, limit, member -> member.memberId().value(), Member::of);
    }

    /**
     * Renames a community on its leader's request.
     *
     * @throws ProblemException if the member leads no such community, or it was changed since it was read
     */
    CommunityView rename(StoreId store, MemberId member, CommunityId id, String ifMatch, String name) {
        LeaderId leader = leaders.requireActive(store, member).id();
        return transactions.inStore(store, () -> {
            CommunityView seen = rows.find(id.value())
                    .filter(community -> community.leaderId().equals(leader))
                    .orElseThrow(() -> ProblemException.notFound("community"));
            EntityTags.require(ifMatch, seen.version());
            if (seen.name().equals(name)) {
                return seen;
            }
            if (!rows.rename(id.value(), seen.version(), name)) {
                throw new ProblemException(ProblemCode.VERSION_MISMATCH, "Read it again and repeat your change.");
            }
            return rows.find(id.value()).orElseThrow();
        });
    }

    /** Creates a community for a new leader. */
    void on(@Observes @Priority(100) LeaderAppointed appointed) {
        Community community =
                new Community(new CommunityId(Ids.next()), appointed.leader().id());
        rows.insert(community);
        members.insert(new CommunityMember(community.id(), appointed.leader().memberId(), Role.LEADER));
    }

    /**
     * Adds a member who is bound to a leader to the leader's community. The member is locked, so that concurrent calls
     * cannot add the member twice.
     */
    void on(@Observes MemberBound bond) {
        rows.firstWithout(bond.leader().value(), bond.member().value())
                .map(CommunityId::new)
                .ifPresent(community -> members.insert(new CommunityMember(community, bond.member(), Role.MEMBER)));
    }

    void on(@Observes @Priority(200) MemberErased erasure) {
        members.leave(erasure.member().value());
        leaders.ofMember(erasure.store(), erasure.member())
                .ifPresent(leader -> rows.eraseNames(leader.id().value()));
    }
}
