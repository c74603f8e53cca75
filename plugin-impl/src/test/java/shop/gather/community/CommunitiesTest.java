package shop.gather.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.LeaderAppointed;
import shop.gather.recruitment.Leaders;
import shop.gather.referral.attribution.MemberBound;

/** Communities grow by bonds, are named by their leaders, and are seen by those who belong to them. */
class CommunitiesTest {

    private StoreDatabase database;
    private StoreId store;
    private Communities communities;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        communities = database.bean(Communities.class);
    }

    @OnBothDatabases
    void aLeaderHasACommunityAtOnceAndWhoIsBoundToHerBelongsToItOnce(StoreDatabase shared) {
        aStoreOn(shared);
        Leader mara = aLeader();
        CommunityId id = communityOf(mara);
        MemberId mia = aMember();
        int first = database.statementsOf(() -> bind(mia, mara));
        int again = database.statementsOf(() -> bind(mia, mara));
        assertThat(List.of(first, again)).as("statements of a bond").containsExactly(2, 1);

        CommunityView view = communities.find(store, id).orElseThrow();
        assertThat(view.leaderId()).isEqualTo(mara.id());
        assertThat(view.name()).isEqualTo(Community.FIRST_NAME);
        assertThat(view.members()).isEqualTo(2);
        assertThat(view.version()).isZero();
        assertThat(view.createdAt()).isNotNull();
        Page<Communities.Member> newest1 = communities.members(store, id, null, 1);
        Page<Communities.Member> rest = communities.members(store, id, newest1.next(), 1);
        assertThat(List.of(
                        newest1.items().get(0).memberId(), rest.items().get(0).memberId()))
                .containsExactly(mia, mara.memberId());
        assertThat(newest1.items().get(0).role()).isEqualTo("MEMBER");
        assertThat(rest.items().get(0).role()).isEqualTo("LEADER");
        assertThat(rest.items().get(0).joinedAt()).isNotNull();
        assertThat(rest.next()).isNull();
    }

    @OnBothDatabases
    void onlyThoseWhoBelongToACommunitySeeItInTheirPages(StoreDatabase shared) {
        aStoreOn(shared);
        MemberId mia = aMember();
        List<CommunityId> hers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Leader leader = aLeader();
            if (i % 2 == 0) {
                bind(mia, leader);
                hers.add(0, communityOf(leader));
            }
        }
        assertThat(communities.page(store, null, 50).items()).hasSize(5);
        Page<CommunityView> page = communities.pageFor(store, mia, null, 2);
        assertThat(page.items()).extracting(CommunityView::id).isEqualTo(hers.subList(0, 2));
        assertThat(communities.pageFor(store, mia, page.next(), 2).items())
                .extracting(CommunityView::id)
                .isEqualTo(hers.subList(2, 3));
        CommunityId newest = hers.get(0);
        assertThat(communities.findFor(store, newest, mia)).isPresent();
        assertThat(communities.findFor(store, newest, aMember())).isEmpty();
        assertThat(database.statementsOf(() -> communities.pageFor(store, mia, null, 50)))
                .isEqualTo(1);
    }

    @OnBothDatabases
    void onlyItsLeaderRenamesItAndOnlyAsSheSawIt(StoreDatabase shared) {
        aStoreOn(shared);
        Leader mara = aLeader();
        CommunityId id = communityOf(mara);
        CommunityView[] renamed = {null};
        assertThat(database.statementsOf(
                        () -> renamed[0] = communities.rename(store, mara.memberId(), id, "\"0\"", "Street cooks")))
                .isEqualTo(4);
        assertThat(renamed[0].name()).isEqualTo("Street cooks");
        assertThat(renamed[0].version()).isEqualTo(1);
        assertThat(communities.rename(store, mara.memberId(), id, "\"1\"", "Street cooks"))
                .as("the same name")
                .isEqualTo(renamed[0]);
        assertThat(refused(mara, id, "\"0\"")).isEqualTo(ProblemCode.VERSION_MISMATCH);
        assertThat(refused(aLeader(), id, "\"1\"")).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(inStore(() -> rows().rename(id.value(), 0, "Too late"))).isFalse();
        assertThat(communities.find(store, id).orElseThrow()).isEqualTo(renamed[0]);
    }

    @OnBothDatabases
    void whoWasErasedLeavesAndTakesTheNameOfHerOwn(StoreDatabase shared) {
        aStoreOn(shared);
        Leader mara = aLeader();
        Leader lea = aLeader();
        bind(mara.memberId(), lea);
        communities.rename(store, mara.memberId(), communityOf(mara), "\"0\"", "Mara's kitchen");
        inStore(() -> {
            communities.on(new MemberErased(store, mara.memberId()));
            return null;
        });
        CommunityView hers = communities.find(store, communityOf(mara)).orElseThrow();
        assertThat(hers.name()).isEqualTo("Community");
        assertThat(hers.version()).isEqualTo(2);
        assertThat(hers.members()).as("its leader stays").isEqualTo(1);
        CommunityView other = communities.find(store, communityOf(lea)).orElseThrow();
        assertThat(other.members()).isEqualTo(1);
        assertThat(other.name()).isEqualTo(Community.FIRST_NAME);
    }

    @OnBothDatabases
    void anotherStoreNeitherSeesNorChangesThem(StoreDatabase shared) {
        aStoreOn(shared);
        Leader mara = aLeader();
        CommunityId id = communityOf(mara);
        StoreDatabase other = shared.anotherStore();
        assertThat(communities.find(other.store(), id)).isEmpty();
        assertThat(communities.findFor(other.store(), id, mara.memberId())).isEmpty();
        assertThat(communities.page(other.store(), null, 50).items()).isEmpty();
        assertThat(communities.pageFor(other.store(), mara.memberId(), null, 50).items())
                .isEmpty();
        assertThat(communities.members(other.store(), id, null, 50).items()).isEmpty();
        other.transactions().inStore(other.store(), () -> {
            assertThat(rows().rename(id.value(), 0, "Theirs")).isFalse();
            rows().eraseNames(mara.id().value());
            database.bean(CommunityMemberRows.class).leave(mara.memberId().value());
        });
        CommunityView view = communities.find(store, id).orElseThrow();
        assertThat(view.name()).isEqualTo(Community.FIRST_NAME);
        assertThat(view.members()).isEqualTo(1);
    }

    private ProblemCode refused(Leader leader, CommunityId id, String ifMatch) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> communities.rename(store, leader.memberId(), id, ifMatch, "Another name"))
                .code();
    }

    private Leader aLeader() {
        Leader leader =
                database.bean(Leaders.class).find(store, database.leader()).orElseThrow();
        inStore(() -> {
            communities.on(new LeaderAppointed(store, leader, URI.create("https://shop.example")));
            return null;
        });
        return leader;
    }

    private CommunityId communityOf(Leader leader) {
        return inStore(() -> rows().firstWithout(leader.id().value(), Ids.next()))
                .map(CommunityId::new)
                .orElseThrow();
    }

    private MemberId aMember() {
        MemberId member = new MemberId(Ids.next());
        inStore(() -> database.sql()
                .update(
                        store,
                        "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                                + " values (:store, ?, 'Mia', now(), now())",
                        member));
        return member;
    }

    private void bind(MemberId member, Leader leader) {
        inStore(() -> {
            communities.on(new MemberBound(store, member, leader.id()));
            return null;
        });
    }

    private CommunityRows rows() {
        return database.bean(CommunityRows.class);
    }

    private <T> T inStore(Supplier<T> work) {
        return database.transactions().inStore(store, work);
    }
}
