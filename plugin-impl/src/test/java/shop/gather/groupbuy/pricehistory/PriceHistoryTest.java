package shop.gather.groupbuy.pricehistory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** The shop's prices as they are recorded and looked at. */
class PriceHistoryTest {

    private static final Instant NOW = Instant.now();
    private static final Instant CAMPAIGN_ENDS = NOW.plus(Duration.ofDays(7));
    private static final Money USUAL = Money.parse("EUR 12.99");
    private static final Money LOWER = Money.parse("EUR 9.99");

    private StoreDatabase database;
    private PriceHistory history;
    private PriceWatch watch;
    private String tea;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        SchedulingWithoutServer.on(database);
        database.bean(Connections.class)
                .save(database.store(), ScriptedAdapter.ID, Map.of(), ScriptedAdapter.identity(), "EUR", Set.of(), "0");
        history = database.bean(PriceHistory.class);
        watch = database.bean(PriceWatch.class);
        tea = "tea-" + database.store();
    }

    private void observed(Map<String, Money> prices) {
        database.transactions()
                .inStore(database.store(), () -> history.observed(database.store(), prices, CAMPAIGN_ENDS));
    }

    /** At its usual price: the next look is due. */
    private void wasSeenSevenHoursAgo() {
        observed(Map.of(tea, USUAL));
        passes(Duration.ofHours(7));
    }

    private void sellsAt(Money price) {
        ScriptedAdapter.sells(
                tea, () -> Optional.of(new VariantSnapshot(tea, "1", "Tea", "", price, OptionalInt.empty(), true)));
    }

    private List<SeenPrice> known() {
        return database.transactions()
                .inStore(
                        database.store(),
                        () -> history.before(
                                database.store(), List.of(tea), NOW.plus(Duration.ofHours(1)), CurrencyUnit.EUR))
                .get(tea)
                .prices();
    }

    private List<Money> prices() {
        return known().stream().map(SeenPrice::price).toList();
    }

    /** Everything that is recorded of the article happened earlier. */
    private void passes(Duration time) {
        write(
                "update article_price set since = since - cast(? as integer) * interval '1' second,"
                        + " seen_until = seen_until - cast(? as integer) * interval '1' second where store_id = :store",
                (int) time.toSeconds(),
                (int) time.toSeconds());
        write(
                "update price_watch set read_at = read_at - cast(? as integer) * interval '1' second,"
                        + " ends_at = ends_at - cast(? as integer) * interval '1' second where store_id = :store",
                (int) time.toSeconds(),
                (int) time.toSeconds());
    }

    private void write(String statement, Object... values) {
        database.transactions()
                .inStore(database.store(), () -> database.sql().update(database.store(), statement, values));
    }

    private void looks() {
        watch.look(database.store(), tea);
    }

    private int watched() {
        return database.transactions()
                .inStore(database.store(), () -> database.sql()
                        .list(
                                database.store(),
                                "select variant_id from price_watch where store_id = :store",
                                row -> row.getString("variant_id")))
                .size();
    }

    @OnBothDatabases
    void aPriceThatStaysIsOneRow(StoreDatabase shared) {
        aStoreOn(shared);
        sellsAt(USUAL);
        wasSeenSevenHoursAgo();
        looks();
        assertThat(known()).singleElement().satisfies(seen -> {
            assertThat(seen.price()).isEqualTo(USUAL);
            assertThat(Duration.between(seen.since(), seen.until())).isGreaterThanOrEqualTo(Duration.ofHours(7));
        });
    }

    @OnBothDatabases
    void thePriceAfterADayInWhichTheShopWasNotReadIsAnotherRow(StoreDatabase shared) {
        aStoreOn(shared);
        sellsAt(USUAL);
        observed(Map.of(tea, USUAL));
        passes(Duration.ofHours(25));
        looks();
        assertThat(prices()).containsExactly(USUAL, USUAL);
    }

    @OnBothDatabases
    void aLowerPriceAndItsReturnAreSeen(StoreDatabase shared) {
        aStoreOn(shared);
        observed(Map.of(tea, USUAL));
        for (Money price : List.of(LOWER, LOWER, USUAL)) {
            passes(Duration.ofHours(7));
            sellsAt(price);
            looks();
        }
        assertThat(prices()).containsExactly(USUAL, LOWER, USUAL);
    }

    @OnBothDatabases
    void theShopIsAskedEverySixHoursOnly(StoreDatabase shared) {
        aStoreOn(shared);
        observed(Map.of(tea, USUAL));
        sellsAt(LOWER);
        looks();
        passes(Duration.ofHours(5));
        looks();
        assertThat(prices()).containsExactly(USUAL);
        passes(Duration.ofMinutes(61));
        looks();
        assertThat(prices()).containsExactly(USUAL, LOWER);
    }

    @OnBothDatabases
    void aShopThatIsAwayIsAskedAgainAnHourLater(StoreDatabase shared) {
        aStoreOn(shared);
        wasSeenSevenHoursAgo();
        ScriptedAdapter.sells(tea, () -> {
            throw new ShopException(ShopError.UNREACHABLE, "No connection to the shop.");
        });
        looks();
        sellsAt(LOWER);
        looks();
        assertThat(prices()).containsExactly(USUAL);
        passes(Duration.ofMinutes(61));
        looks();
        assertThat(prices()).containsExactly(USUAL, LOWER);
    }

    @OnBothDatabases
    void anArticleThatTheShopNoLongerHasKeepsItsPrices(StoreDatabase shared) {
        aStoreOn(shared);
        wasSeenSevenHoursAgo();
        ScriptedAdapter.sells(tea, Optional::empty);
        looks();
        assertThat(prices()).containsExactly(USUAL);
    }

    @OnBothDatabases
    void anArticleIsForgottenAMonthAfterItsLastCampaign(StoreDatabase shared) {
        aStoreOn(shared);
        sellsAt(USUAL);
        observed(Map.of(tea, USUAL));
        passes(Duration.ofDays(36));
        looks();
        assertThat(watched()).isEqualTo(1);
        observed(Map.of(tea, USUAL));
        passes(Duration.ofDays(39));
        looks();
        assertThat(watched()).isZero();
        assertThat(known()).isEmpty();
    }

    @OnBothDatabases
    void storesKeepTheirOwnPrices(StoreDatabase shared) {
        aStoreOn(shared);
        observed(Map.of(tea, USUAL));
        String first = tea;
        aStoreOn(shared);
        tea = first;
        assertThat(known()).isEmpty();
        observed(Map.of(tea, LOWER));
        assertThat(prices()).containsExactly(LOWER);
    }

    @OnBothDatabases
    void manyArticlesCostFewStatements(StoreDatabase shared) {
        aStoreOn(shared);
        Map<String, Money> prices = Map.of("tea", USUAL, "mint", LOWER, "mug", USUAL);
        observed(prices);
        assertThat(database.statementsOf(() -> observed(prices))).isEqualTo(2);
    }
}
