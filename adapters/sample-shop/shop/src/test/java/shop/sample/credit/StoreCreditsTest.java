package shop.sample.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import shop.sample.credit.StoreCredit.Given;
import shop.sample.credit.StoreCredits.NewCredit;
import shop.sample.customer.Customers;
import shop.sample.customer.Passwords;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.store.NewShop;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

class StoreCreditsTest {

    private final Database database = database();
    private final Customers customers = new Customers(database, new Passwords(1), Clock.systemUTC());
    private final StoreCredits credits = new StoreCredits(database, customers, Clock.systemUTC());
    private final Shop tea = open("tea");
    private final Shop mugs = open("mugs");

    @Test
    void whatWasGivenIsKeptAndAddedUp() {
        String leader = customer(tea);
        assertThat(credits.of(tea, leader).balance()).isZero();
        give(tea, leader, new NewCredit(1299L, "commission of May"));
        give(tea, leader, new NewCredit(1L, null));
        StoreCredit credit = credits.of(tea, leader);
        assertThat(credit.balance()).isEqualTo(1300);
        assertThat(credit.given()).extracting(Given::amount).containsExactlyInAnyOrder(1299L, 1L);
        assertThat(credit.given()).extracting(Given::reason).containsExactlyInAnyOrder("commission of May", "");
        assertThat(credits.of(tea, customer(tea)).balance()).isZero();
    }

    @Test
    void customersOfAnotherShopAreUnknown() {
        String leader = customer(tea);
        assertThatThrownBy(() -> give(mugs, leader, new NewCredit(1L, "")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-found"));
        assertThatThrownBy(() -> credits.of(mugs, leader)).isInstanceOf(Problem.class);
        assertThat(credits.of(tea, leader).balance()).isZero();
    }

    @Test
    void nonsenseIsRefused() {
        String leader = customer(tea);
        for (Long amount : new Long[] {null, 0L, -1L, 1_000_000_000_001L}) {
            assertThatThrownBy(() -> give(tea, leader, new NewCredit(amount, "")))
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> give(tea, leader, new NewCredit(1L, "x".repeat(10_001))))
                .isInstanceOf(Problem.class);
        assertThat(credits.of(tea, leader).given()).isEmpty();
    }

    private void give(Shop shop, String customer, NewCredit credit) {
        database.write(
                shop.id(),
                transaction -> credits.give(
                        transaction, shop, customer, UUID.randomUUID().toString(), credit));
    }

    private String customer(Shop shop) {
        return customers
                .register(shop, "Mei Lin", UUID.randomUUID() + "@customers.example", "12345678")
                .customer()
                .customerId();
    }

    private Shop open(String id) {
        return new Shops(database)
                .open(new NewShop(id, null, "EUR", null, null, null, null, null, null))
                .shop();
    }

    private static Database database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
        Database database = new Database(source);
        database.prepare();
        return database;
    }
}
