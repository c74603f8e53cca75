package shop.gather.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.KnownCustomers.Known;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.EmailHash;

/** Members as owners see and change them, in stores whose shops may name their customers alike. */
class MemberCareTest {

    private static final String EMAIL = "mia@shop.example";

    private StoreDatabase database;
    private StoreId store;
    private Members members;
    private MemberCare care;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        store = database.store();
        members = database.bean(Members.class);
        care = database.bean(MemberCare.class);
    }

    private MemberId meet(StoreId at, String customer) {
        return members.meet(
                at,
                new CustomerSnapshot(
                        customer, "Mia", Optional.of(EMAIL), Optional.of(Instant.parse("2020-01-02T03:04:05Z"))));
    }

    @OnBothDatabases
    void aMemberIsAsTheShopToldUntilErased(StoreDatabase shared) {
        aStoreOn(shared);
        MemberId mia = meet(store, "1");
        MemberId mara = meet(store, "2");
        Member met = members.find(store, mia).orElseThrow();
        assertThat(met.displayName()).isEqualTo("Mia");
        assertThat(met.email()).isEqualTo(EMAIL);
        assertThat(met.joinedAt()).isNotNull();
        assertThat(met.registeredAt()).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(met.erasedAt()).isNull();
        assertThat(members.withEmail(store, Set.of(mia, mara), EmailHash.of(EMAIL)))
                .containsExactlyInAnyOrder(mia, mara);

        care.erase(store, "owner:test", mia);
        Member erased = members.find(store, mia).orElseThrow();
        assertThat(erased.displayName()).isEqualTo("Erased");
        assertThat(erased.email()).isNull();
        assertThat(erased.registeredAt()).isNull();
        assertThat(erased.erasedAt()).isNotNull();
        assertThat(members.customersOf(store, mia)).isEmpty();
        assertThat(members.ofCustomers(store, List.of("1", "2", "3")))
                .isEqualTo(Map.of("1", new Known(mia, true), "2", new Known(mara, false)));
        assertThat(members.withEmail(store, Set.of(mia, mara), EmailHash.of(EMAIL)))
                .containsExactly(mara);
        assertThat(names(mia, mara, new MemberId(Ids.next()))).isEqualTo(Map.of(mia, "Erased", mara, "Mia"));

        care.erase(store, "owner:test", mia);
        assertThat(members.find(store, mia).orElseThrow().erasedAt()).isEqualTo(erased.erasedAt());
        assertThat(meet(store, "1")).as("who comes back is new").isNotEqualTo(mia);
    }

    @OnBothDatabases
    void whoIsErasedTwiceIsStillToldFromStrangers(StoreDatabase shared) {
        aStoreOn(shared);
        care.erase(store, "owner:test", meet(store, "1"));
        MemberId again = meet(store, "1");
        care.erase(store, "owner:test", again);
        assertThat(members.ofCustomer(store, "1")).contains(new Known(again, true));
    }

    @OnBothDatabases
    void aCustomerMovesToAnotherMember(StoreDatabase shared) {
        aStoreOn(shared);
        MemberId mia = meet(store, "1");
        MemberId second = meet(store, "2");
        care.addAlias(store, "owner:test", mia, "2", false);
        care.addAlias(store, "owner:test", mia, "3", false);
        care.addAlias(store, "owner:test", mia, "3", false);
        assertThat(members.customersOf(store, mia)).containsExactly("1", "2", "3");
        assertThat(members.customersOf(store, second)).isEmpty();
        assertThat(meet(store, "2")).isEqualTo(mia);

        care.erase(store, "owner:test", mia);
        assertThat(refused(() -> care.addAlias(store, "owner:test", mia, "4", false)))
                .isEqualTo(ProblemCode.CONFLICT);
        assertThat(refused(() -> care.addAlias(store, "owner:test", new MemberId(Ids.next()), "4", false)))
                .isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refused(() -> care.erase(store, "owner:test", new MemberId(Ids.next()))))
                .isEqualTo(ProblemCode.NOT_FOUND);
    }

    @OnBothDatabases
    void theSameCustomerOfAnotherShopIsSomebodyElse(StoreDatabase shared) {
        aStoreOn(shared);
        StoreId other = shared.anotherStore().store();
        MemberId mia = meet(store, "1");
        MemberId theirs = meet(other, "1");
        MemberId taker = meet(other, "2");
        assertThat(members.find(other, mia)).isEmpty();
        assertThat(members.page(other, null, 50).items()).extracting(Member::id).containsExactly(taker, theirs);

        care.addAlias(other, "owner:test", taker, "1", false);
        care.erase(other, "owner:test", taker);
        assertThat(members.ofCustomer(store, "1")).contains(new Known(mia, false));
        assertThat(members.find(store, mia).orElseThrow().erasedAt()).isNull();
        assertThat(refused(() -> care.erase(other, "owner:test", mia))).isEqualTo(ProblemCode.NOT_FOUND);
    }

    @OnBothDatabases
    void membersAreListedNewestFirst(StoreDatabase shared) {
        aStoreOn(shared);
        assertThat(database.bean(CustomerRecords.class).any(store)).isFalse();
        MemberId first = meet(store, "1");
        MemberId second = meet(store, "2");
        MemberId third = meet(store, "3");
        Page<Member> page = members.page(store, null, 2);
        assertThat(page.items()).extracting(Member::id).containsExactly(third, second);
        assertThat(members.page(store, page.next(), 2).items())
                .extracting(Member::id)
                .containsExactly(first);
        assertThat(database.bean(CustomerRecords.class).any(store)).isTrue();
    }

    /** As many as before Hibernate mapped them. */
    @OnBothDatabases
    void careCostsTheseStatements(StoreDatabase shared) {
        aStoreOn(shared);
        MemberId mia = meet(store, "1");
        meet(store, "2");
        assertThat(database.statementsOf(() -> care.addAlias(store, "owner:test", mia, "3", false)))
                .as("a stranger joined")
                .isEqualTo(4);
        assertThat(database.statementsOf(() -> care.addAlias(store, "owner:test", mia, "2", false)))
                .as("another member joined")
                .isEqualTo(7);
        assertThat(database.statementsOf(() -> members.page(store, null, 50))).isEqualTo(1);
        assertThat(database.statementsOf(() -> names(mia, new MemberId(Ids.next()), new MemberId(Ids.next()))))
                .isEqualTo(1);
    }

    private Map<MemberId, String> names(MemberId... asked) {
        return database.transactions()
                .inStore(store, () -> database.bean(MemberNames.class).of(store, List.of(asked)));
    }

    private static ProblemCode refused(Runnable deed) {
        return catchThrowableOfType(ProblemException.class, deed::run).code();
    }
}
