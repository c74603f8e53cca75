package shop.gather.referral.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.member.MemberErased;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leaders;
import shop.gather.referral.attribution.CouponPeriods.Period;
import shop.gather.referral.commission.AnOrder;

/** Codes are given to leaders and taken from them; what orders say of them is read from the same rows. */
class LeaderCouponsTest {

    @OnBothDatabases
    void aCodeIsOneLeadersAtATimeAndItsPeriodsAreKept(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        LeaderCoupons coupons = database.bean(LeaderCoupons.class);
        LeaderId anna = database.leader();
        LeaderId otto = database.leader();

        LeaderCoupon given = give(database, anna, " code10 ");
        LeaderCoupon again = give(database, anna, "Code10");
        assertThat(given.code()).isEqualTo("CODE10");
        assertThat(again.validFrom()).isEqualTo(given.validFrom()).isNotNull();
        assertThatThrownBy(() -> give(database, otto, "code10"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another leader");
        assertThat(coupons.take(database.store(), "owner:test", otto, "code10")).isFalse();
        assertThat(coupons.take(database.store(), "owner:test", anna, "code10")).isTrue();
        assertThat(coupons.take(database.store(), "owner:test", anna, "code10")).isFalse();
        LeaderCoupon passedOn = give(database, otto, "code10");
        give(database, otto, "AAA");

        assertThat(coupons.of(database.store(), anna)).isEmpty();
        assertThat(coupons.of(database.store(), otto))
                .extracting(LeaderCoupon::code)
                .containsExactly("AAA", "CODE10");
        List<Period> periods = periods(database);
        assertThat(periods).extracting(Period::leader).containsExactly(otto, anna);
        assertThat(periods).extracting(Period::from).containsExactly(passedOn.validFrom(), given.validFrom());
        assertThat(periods.get(0).until()).isNull();
        assertThat(periods.get(1).until()).isBetween(given.validFrom(), passedOn.validFrom());
    }

    @OnBothDatabases
    void theDatabaseKeepsASecondLeaderOfACodeOut(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        LeaderId otto = database.leader();
        give(database, database.leader(), "CODE10");
        assertThatThrownBy(() -> in(database, () -> {
                    database.bean(LeaderCouponRows.class).insert(new LeaderCoupon(Ids.next(), otto, "CODE10"));
                    return null;
                }))
                .isInstanceOf(DuplicateKey.class);
    }

    @OnBothDatabases
    void theCodesOfAnErasedLeaderAreGoneAndNobodyElses(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        LeaderCoupons coupons = database.bean(LeaderCoupons.class);
        LeaderId anna = database.leader();
        LeaderId otto = database.leader();
        give(database, anna, "CODE10");
        give(database, otto, "OTTO");
        MemberId member = database.bean(Leaders.class)
                .find(database.store(), anna)
                .orElseThrow()
                .memberId();

        in(database, () -> {
            coupons.on(new MemberErased(database.store(), member));
            return null;
        });

        assertThat(periods(database)).isEmpty();
        assertThat(coupons.of(database.store(), otto)).hasSize(1);
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase elsewhere = database.anotherStore();
        LeaderCouponRows rows = database.bean(LeaderCouponRows.class);
        LeaderId anna = database.leader();
        give(database, anna, "CODE10");

        assertThat(in(elsewhere, () -> rows.current("CODE10"))).isEmpty();
        assertThat(in(elsewhere, () -> rows.currentOf(anna.value()))).isEmpty();
        assertThat(in(elsewhere, () -> rows.take(anna.value(), "CODE10"))).isFalse();
        in(elsewhere, () -> {
            rows.deleteOf(anna.value());
            return null;
        });
        assertThat(in(database, () -> rows.current("CODE10"))).isPresent();
    }

    private static LeaderCoupon give(StoreDatabase database, LeaderId leader, String code) {
        return in(
                database, () -> database.bean(LeaderCoupons.class).give(database.store(), "owner:test", leader, code));
    }

    private static List<Period> periods(StoreDatabase database) {
        Map<String, List<Period>> found = in(database, () -> database.bean(CouponPeriods.class)
                .of(
                        database.store(),
                        List.of(AnOrder.of()
                                .called("order-1")
                                .line(1_000, 0)
                                .coupon("code10")
                                .paid()
                                .snapshot())));
        return found.get("order-1");
    }

    private static <T> T in(StoreDatabase database, Supplier<T> work) {
        return database.transactions().inStore(database.store(), work);
    }
}
