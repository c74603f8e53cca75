package shop.gather.referral.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.link.LinkId;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.database.StoreSql;
import shop.gather.referral.commission.AnOrder;

/** Who gets credit for orders that are decided together is who gets it for orders that come one by one. */
class AttributionsTogetherTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int ORDERS = 25;

    /** Leaders with suspensions, codes that change hands, bonds by links that are disabled, and plans, all at random. */
    private static final class Store {
        private final StoreDatabase database;
        private final Random random;
        private final List<LeaderId> leaders = new ArrayList<>();
        private final List<MemberId> buyers = new ArrayList<>();

        Store(StoreDatabase shared, long seed) {
            database = shared.anotherStore().withAListener();
            random = new Random(seed);
            write("delete from shop_connection where store_id = :store");
            write(
                    "insert into shop_connection (store_id, adapter_id, settings, fingerprint, shop_name, currency,"
                            + " prices_include_tax, capabilities, version, connected_at)"
                            + " values (:store, 'a', '', 'f', 'Shop', 'EUR', true, '', 0, ?)",
                    NOW.minus(Duration.ofDays(400)));
            for (int i = 0; i < 4; i++) {
                leaders.add(database.leader());
                period("leader_suspension", "leader_id, suspended_at, reinstated_at", leaders.get(i));
            }
            write(
                    "update leader set recruiter_id = ? where store_id = :store and id = ?",
                    leaders.get(0),
                    leaders.get(1));
            for (String code : List.of("A", "B", "C")) {
                coupons(code);
            }
            for (int i = 0; i < 5; i++) {
                buyer();
            }
            plans();
        }

        private void period(String table, String columns, Id of) {
            Instant from = sometime();
            write(
                    "insert into " + table + " (store_id, id, " + columns + ") values (:store, ?, ?, ?, ?)",
                    Ids.next(),
                    of,
                    from,
                    from.plus(Duration.ofHours(random.nextInt(100))));
        }

        private void coupons(String code) {
            Instant handed = sometime();
            for (boolean first : List.of(true, false)) {
                write(
                        "insert into leader_coupon (store_id, id, code, leader_id, current_code, valid_from, valid_until)"
                                + " values (:store, ?, ?, ?, ?, ?, ?)",
                        Ids.next(),
                        code,
                        leaders.get(random.nextInt(leaders.size())),
                        first ? null : code,
                        first ? handed.minus(Duration.ofDays(9)) : handed,
                        first ? handed : null);
            }
        }

        private void buyer() {
            MemberId buyer = new MemberId(Ids.next());
            LinkId link = new LinkId(Ids.next());
            LeaderId leader = leaders.get(random.nextInt(leaders.size()));
            write(
                    "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                            + " values (:store, ?, 'Mia', now(), now())",
                    buyer);
            write(
                    "insert into group_link (store_id, id, code, leader_id, target, live, version, created_at)"
                            + " values (:store, ?, ?, ?, 'https://shop.example', true, 0, now())",
                    link,
                    link.toString(),
                    leader);
            period("group_link_outage", "link_id, disabled_at, enabled_at", link);
            write(
                    "insert into referral (store_id, member_id, leader_id, link_id, evidence, bound_at, expires_at)"
                            + " values (:store, ?, ?, ?, 'LINK', ?, ?)",
                    buyer,
                    leader,
                    link,
                    sometime(),
                    NOW.plus(Duration.ofDays(30)));
            buyers.add(buyer);
        }

        private void plans() {
            Instant replaced = sometime();
            for (boolean first : List.of(true, false)) {
                write(
                        "insert into commission_plan (store_id, id, name, level1_basis_points, level2_basis_points, rounding,"
                                + " credit_earns, freeze_period, referral_period, current_store_id, created_at, replaced_at)"
                                + " values (:store, ?, ?, 800, 0, 'DOWN', true, 'P14D', 'P90D', ?, ?, ?)",
                        Ids.next(),
                        first ? "old" : "new",
                        first ? null : database.store().value(),
                        first ? replaced.minus(Duration.ofDays(3)) : replaced,
                        first ? replaced : null);
            }
        }

        private Instant sometime() {
            return NOW.minus(Duration.ofHours(random.nextInt(200)));
        }

        List<OrderRead> orders() {
            List<OrderRead> orders = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                AnOrder order = AnOrder.of()
                        .called("order" + (char) ('a' + i))
                        .line(1_000, 0)
                        .placedAt(sometime())
                        .paid();
                if (random.nextBoolean()) {
                    order.coupon(List.of("a", "B", "c", "unknown").get(random.nextInt(4)));
                }
                if (random.nextInt(4) == 0) {
                    order.byGuest("mia@example.test");
                }
                Optional<MemberId> buyer = random.nextBoolean()
                        ? Optional.of(buyers.get(random.nextInt(buyers.size())))
                        : Optional.empty();
                orders.add(OrderRead.of(database.store(), order.snapshot(), buyer));
            }
            return orders;
        }

        void decide(List<OrderRead> reads) {
            database.transactions().inStore(database.store(), () -> database.bean(Attributions.class)
                    .apply(reads));
        }

        /** Ids differ between stores, so leaders and plans are told by their numbers and names. */
        List<String> told() {
            return database.transactions().inStore(database.store(), () -> database.sql()
                    .list(
                            database.store(),
                            "select a.order_id, a.leader_id, a.recruiter_id, a.evidence, p.name from attribution a"
                                    + " left join commission_plan p on p.store_id = a.store_id and p.id = a.plan_id"
                                    + " where a.store_id = :store order by a.order_id",
                            row -> row.getString("order_id")
                                    + " leader " + leaders.indexOf(StoreSql.id(row, "leader_id", LeaderId::new))
                                    + " recruiter " + leaders.indexOf(StoreSql.id(row, "recruiter_id", LeaderId::new))
                                    + " by " + row.getString("evidence") + " plan " + row.getString("name")));
        }

        private void write(String statement, Object... args) {
            database.transactions()
                    .inStore(database.store(), () -> database.sql().update(database.store(), statement, args));
        }
    }

    /** By a seed that a failure names. */
    @OnBothDatabases
    void isDecidedTheSameTogetherAsOneByOne(StoreDatabase shared) {
        long start = new Random().nextLong();
        for (long seed = start; seed < start + 5; seed++) {
            Store together = new Store(shared, seed);
            Store oneByOne = new Store(shared, seed);
            together.decide(together.orders());
            oneByOne.orders().forEach(order -> oneByOne.decide(List.of(order)));
            assertThat(together.told()).as("seed %d", seed).hasSize(ORDERS).isEqualTo(oneByOne.told());
            together.decide(together.orders());
            assertThat(together.told()).as("decided once").isEqualTo(oneByOne.told());
        }
    }

    @OnBothDatabases
    void manyCostAsFewStatementsAsTwo(StoreDatabase shared) {
        Store store = new Store(shared, 7);
        store.decide(withCoupon(store, "first", 1));
        List<OrderRead> few = withCoupon(store, "few", 2);
        List<OrderRead> many = withCoupon(store, "many", ORDERS);
        int ofFew = store.database.statementsOf(() -> store.decide(few));
        int ofMany = store.database.statementsOf(() -> store.decide(many));
        assertThat(ofMany).isEqualTo(ofFew);
    }

    private static List<OrderRead> withCoupon(Store store, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> OrderRead.of(
                        store.database.store(),
                        AnOrder.of()
                                .called(name + number)
                                .line(1_000, 0)
                                .placedAt(NOW)
                                .coupon("B")
                                .paid()
                                .snapshot(),
                        Optional.of(store.buyers.get(number % store.buyers.size()))))
                .toList();
    }
}
