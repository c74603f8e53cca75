package shop.gather.it.story;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;

/**
 * What Gather says that the leaders of the main story have earned.
 *
 * @param leader earns at level 1
 * @param recruiter recruited her and earns at level 2
 */
record Earnings(Store store, PlainBooks books, Leader leader, Leader recruiter) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Waits until both leaders' commissions, pending or available, are what the plain recomputation says. */
    void awaitAsInTheBooks() {
        Await.until("Lena's commissions", PATIENCE, () -> earned(leader), books.earned(8)::equals);
        Await.until("Rosa's commissions", PATIENCE, () -> earned(recruiter), books.earned(2)::equals);
    }

    private Money earned(Leader who) {
        return balance(who, "pending").plus(balance(who, "available"));
    }

    /** What a leader has in the store's currency. */
    Money balance(Leader who, String kind) {
        for (JsonObject balance : who.balances().getJsonArray("balances").getValuesAs(JsonObject.class)) {
            if (balance.getString("currency").equals(store.currency())) {
                return Store.money(balance.getJsonObject(kind));
            }
        }
        return Money.zero(CurrencyUnit.of(store.currency()));
    }
}
