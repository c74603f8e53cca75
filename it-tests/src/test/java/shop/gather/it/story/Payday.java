package shop.gather.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * The end of the main scenario: leaders are paid by transfer, and in store credit where the shop has it; the ledger
 * balances.
 */
final class Payday {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Store store;
    private final ShopDriver shop;
    private final PlainBooks books;
    private final Narrator narrator;
    private final Earnings earnings;
    private final Leader leader;
    private final Leader recruiter;

    Payday(Store store, ShopDriver shop, PlainBooks books, Narrator narrator, Earnings earnings) {
        this.store = store;
        this.shop = shop;
        this.books = books;
        this.narrator = narrator;
        this.earnings = earnings;
        this.leader = earnings.leader();
        this.recruiter = earnings.recruiter();
    }

    void play() {
        transfer();
        balance(credit());
    }

    private void transfer() {
        narrator.chapter(9, "The freeze ends, and Lena is paid");
        Money earned = books.earned(8);
        Await.until(
                "the commissions to be available",
                PATIENCE,
                () -> earnings.balance(leader, "available"),
                earned::equals);
        assertThat(earnings.balance(leader, "pending").isZero()).isTrue();
        narrator.tell("Available: " + earned + ".");
        JsonObject wish =
                Json.createObjectBuilder().add("amount", Store.amount(earned)).build();
        JsonObject request = leader.api().post("/storefront/v1/me/payout-requests", wish);
        Api.Answer twice = leader.api()
                .send(
                        "POST",
                        "/storefront/v1/me/payout-requests",
                        wish.toString(),
                        Map.of("Idempotency-Key", "another-key"));
        assertThat(twice.problem()).isEqualTo("insufficient-balance");
        narrator.tell("Lena asks for all of it; asking again is refused: "
                + twice.json().getString("detail"));
        store.owner().post("/api/v1/payout-requests/" + request.getString("id") + "/approval", null);
        JsonObject batch = store.owner().post("/api/v1/payout-batches", null);
        Api.Answer csv = store.owner()
                .send("GET", "/api/v1/payout-batches/" + batch.getString("id"), null, Map.of("Accept", "text/csv"));
        assertThat(csv.body()).contains(leader.id()).contains(earned.getAmount().toPlainString());
        store.owner().post("/api/v1/payout-batches/" + batch.getString("id") + "/settlement", null);
        narrator.tell("The owner approves; it leaves as a CSV batch:");
        csv.body().lines().forEach(line -> narrator.tell("    " + line));
        assertThat(earnings.balance(leader, "available").isZero()).isTrue();
        Api.Answer statement = store.owner()
                .send(
                        "GET",
                        "/api/v1/leaders/" + leader.id() + "/statement?currency=" + store.currency(),
                        null,
                        Map.of("Accept", "text/csv"));
        assertThat(statement.status()).as(statement.body()).isEqualTo(200);
        narrator.tell("Lena's statement shows every line ("
                + (statement.body().lines().count() - 1) + "):");
        statement.body().lines().forEach(line -> narrator.tell("    " + line));
    }

    /** Rosa would rather have credit in the shop. True if the shop has any. */
    private boolean credit() {
        Money earned = Await.until(
                "Rosa's commissions",
                PATIENCE,
                () -> earnings.balance(recruiter, "available"),
                books.earned(2)::equals);
        JsonObject methods = recruiter.api().get("/storefront/v1/me/payout-methods");
        if (!methods.getJsonArray("methods").toString().contains("STORE_CREDIT")) {
            narrator.tell("The shop has no store credit: Rosa waits for the next batch with her " + earned + ".");
            return false;
        }
        JsonObject request = recruiter
                .api()
                .post(
                        "/storefront/v1/me/payout-requests",
                        Json.createObjectBuilder()
                                .add("amount", Store.amount(earned))
                                .add("method", "STORE_CREDIT")
                                .build());
        String path = "/api/v1/payout-requests/" + request.getString("id");
        store.owner().post(path + "/approval", null);
        Await.until("Rosa's credit", PATIENCE, () -> store.owner().get(path).getString("state"), "PAID"::equals);
        assertThat(shop.storeCredit(recruiter.member().customer().customerId())).contains(earned);
        assertThat(earnings.balance(recruiter, "available").isZero()).isTrue();
        narrator.tell("Rosa asks for credit in the shop. The owner approves, and the shop shows " + earned
                + " for her to spend.");
        return true;
    }

    private void balance(boolean inCredit) {
        narrator.chapter(10, "The books balance");
        for (JsonObject currency : store.owner()
                .get("/api/v1/ledger/trial-balance")
                .getJsonArray("currencies")
                .getValuesAs(JsonObject.class)) {
            assertThat(Store.money(currency.getJsonObject("total")).isZero()).isTrue();
            narrator.tell(
                    "Trial balance in " + currency.getString("currency") + ": 0. " + currency.getJsonArray("accounts"));
        }
        JsonObject verification = store.owner().get("/api/v1/ledger/verification");
        assertThat(verification.getBoolean("agrees"))
                .as(verification.toString())
                .isTrue();
        narrator.tell("Each balance equals the sum of its postings.");
        Money paidToLena = books.earned(8);
        narrator.tell("A plain recomputation from the shop's final orders gives the same to the cent: " + paidToLena
                + " paid to Lena, " + books.earned(2) + (inCredit ? " paid" : " owed") + " to Rosa.");
    }
}
