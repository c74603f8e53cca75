package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.it.isolation.Rows;
import shop.gather.it.isolation.SignedNotification;
import shop.gather.tck.ShopDriver;

/** What arrives where the shop sends its notifications: replayed, unsigned, wrongly signed, garbled. */
class NotificationsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REPLAYS = 5;

    private static GatherServer server;
    private static Store store;
    private static String order;

    @BeforeAll
    static void anOrderWithItsCommission() {
        server = Shared.postgres();
        store = Shared.aStore(server);
        store.aCommissionPlan("8", "2", Duration.ofDays(1));
        Leader leader = store.aLeader("Lea");
        Buyer buyer = store.aBuyer("Mia", leader.clicked(leader.aLink()));
        order = store.shop()
                .checkout(new ShopDriver.Checkout(
                        buyer.customer(),
                        Map.of(store.shop().articles().get(0).variantId(), 1),
                        null,
                        null,
                        Map.of(),
                        ShopDriver.Payment.AT_ONCE))
                .orderId();
        Await.until(
                "the commission",
                PATIENCE,
                () -> leader.balances().getJsonArray("balances"),
                balances -> balances.getValuesAs(JsonObject.class).stream()
                        .anyMatch(balance -> Store.money(balance.getJsonObject("pending"))
                                .isGreaterThan(Money.zero(CurrencyUnit.EUR))));
    }

    @Test
    void aReplayIsAcceptedAndChangesNothing() {
        List<String> before = seen();
        String body = about(order);
        Map<String, String> headers = SignedNotification.headers(secret(), body, Instant.now());
        long reads = reads();
        for (int i = 0; i < REPLAYS; i++) {
            assertThat(send(headers, body).status()).isEqualTo(202);
        }
        Await.until("the order to be read again", PATIENCE, NotificationsIT::reads, now -> now > reads);
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void aWrongSignatureIsDropped() {
        String body = about(order);
        Map<String, String> right = SignedNotification.headers(secret(), body, Instant.now());
        dropped(right, about("another"));
        dropped(
                SignedNotification.headers("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", body, Instant.now()),
                body);
        dropped(SignedNotification.headers(secret(), body, Instant.now().minus(Duration.ofMinutes(10))), body);
        dropped(SignedNotification.headers(secret(), body, Instant.now().plus(Duration.ofMinutes(10))), body);
        for (String header : right.keySet()) {
            Map<String, String> without = new HashMap<>(right);
            without.remove(header);
            dropped(without, body);
            without.put(header, "x");
            dropped(without, body);
        }
        dropped(Map.of(), body);
    }

    @Test
    void whatIsSignedButGarbledIsDropped() {
        for (String body : List.of("", "{", "[]", "null", "{\"data\":null}", "{\"data\":{\"orderId\":{}}}")) {
            dropped(SignedNotification.headers(secret(), body, Instant.now()), body);
        }
    }

    @Test
    void whatIsSignedButWouldFillTheMemoryIsRefusedBeforeAnythingIsBuiltFromIt() {
        for (String body : List.of("[".repeat(10_000), "{\"a\":[" + "[1],".repeat(60_000) + "1]}")) {
            Api.Answer answer = send(SignedNotification.headers(secret(), body, Instant.now()), body);
            assertThat(ClearProblem.wrongWith(answer)).as(answer.toString()).isEmpty();
            assertThat(answer.problem()).isEqualTo("malformed-body");
        }
    }

    @Test
    void anOrderThatTheShopDoesNotHaveHasNoEffect() {
        List<String> before = seen();
        for (String unknown : List.of("nobody-has-it", "'; drop table member; --", "../../admin", "<b>")) {
            String body = about(unknown);
            Api.Answer answer = send(SignedNotification.headers(secret(), body, Instant.now()), body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        }
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void anOrderWhoseIdCannotBeKeptIsAnAlarm() {
        String body = about("o".repeat(5_000));
        Api.Answer answer = send(SignedNotification.headers(secret(), body, Instant.now()), body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
        Await.until(
                "the alarm",
                PATIENCE,
                () -> store.owner().get("/api/v1/alarms").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                        .map(alarm -> alarm.getString("kind"))
                        .toList(),
                kinds -> kinds.contains("unusable-order-id"));
    }

    private static void dropped(Map<String, String> headers, String body) {
        Map<String, String> before = Rows.of(server.storage(), store.id());
        Api.Answer answer = send(headers, body);
        assertThat(ClearProblem.wrongWith(answer)).as(answer.toString()).isEmpty();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(Rows.of(server.storage(), store.id())).isEqualTo(before);
    }

    private static Api.Answer send(Map<String, String> headers, String body) {
        return Api.of(server.address(), null).send("POST", "/hooks/" + store.id(), body, headers);
    }

    /** All that notifications can change, without how often an order was read. */
    private static List<String> seen() {
        return Stream.of(
                        "commissions",
                        "attributions",
                        "ledger/trial-balance",
                        "shop-commands",
                        "alarms",
                        "audit-entries")
                .map(list -> store.owner()
                        .send("GET", "/api/v1/" + list, null, Map.of())
                        .body())
                .toList();
    }

    private static long reads() {
        try (var owner = server.storage().openAsOwner();
                var statement = owner.prepareStatement(
                        "select applied_read_no from order_snapshot where store_id::text = ? and order_id = ?")) {
            statement.setString(1, store.id());
            statement.setString(2, order);
            try (var found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String secret() {
        return store.shop().settings().get("webhookSecret");
    }

    private static String about(String orderId) {
        return Json.createObjectBuilder()
                .add("type", "order.changed")
                .add("data", Json.createObjectBuilder().add("orderId", orderId))
                .build()
                .toString();
    }
}
