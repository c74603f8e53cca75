package shop.gather.it.crash;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.ShopDriver;

/**
 * A buyer whose storefront asks again, with the same key, until the server answers: through broken connections,
 * restarts and a session that has ended. Used by one thread at a time.
 */
final class Stubborn {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Store store;
    private final Buyer buyer;
    private Api api;

    Stubborn(Store store, Buyer buyer) {
        this.store = store;
        this.buyer = buyer;
        this.api = buyer.api();
    }

    /** Opens a team and returns the place. */
    synchronized Api.Answer opens(String campaign, String key) {
        return asks("POST", "/storefront/v1/campaigns/" + campaign + "/teams", Map.of("Idempotency-Key", key));
    }

    synchronized Api.Answer joins(String team, String key) {
        return asks("POST", "/storefront/v1/teams/" + team + "/participations", Map.of("Idempotency-Key", key));
    }

    /** Waits for the price and checks out at the shop. */
    synchronized ShopDriver.PlacedOrder paysFor(String place, ShopDriver.Payment payment) {
        JsonObject ready = Await.until(
                "the admission of " + place, PATIENCE, () -> seen(place), view -> !view.getString("admission")
                        .equals("PENDING"));
        Map<String, String> metadata = new HashMap<>(Map.of("gather_participation", place));
        return store.shop()
                .checkout(new ShopDriver.Checkout(
                        buyer.customer(),
                        Map.of(store.shop().articles().get(0).variantId(), 1),
                        Redemption.valueOf(ready.getString("redemption")),
                        ready.getString("reference"),
                        metadata,
                        payment));
    }

    private JsonObject seen(String place) {
        Api.Answer answer = asks("GET", "/storefront/v1/me/participations/" + place, Map.of());
        if (answer.status() != 200) {
            throw new AssertionError("the place " + place + ", which was acknowledged, is answered with " + answer);
        }
        return answer.json();
    }

    private Api.Answer asks(String method, String path, Map<String, String> headers) {
        return answered(method + " " + path, () -> {
            Api.Answer answer = api.send(method, path, null, headers);
            if (answer.status() == 401) {
                renew();
                return null;
            }
            return answer;
        });
    }

    private void renew() {
        Api.Answer session = store.storefront()
                .send(
                        "POST",
                        "/storefront/v1/sessions",
                        Json.createObjectBuilder()
                                .add("shopToken", buyer.customer().token())
                                .build()
                                .toString(),
                        Map.of());
        if (session.status() == 201) {
            api = store.storefront().as(session.json().getString("token"));
        }
    }

    /** Asks until the application itself answers: a success, or a refusal with a reason. */
    static Api.Answer answered(String what, java.util.function.Supplier<Api.Answer> request) {
        return Await.until(
                what,
                PATIENCE,
                () -> {
                    try {
                        Api.Answer answer = request.get();
                        boolean decided = answer != null
                                && answer.status() < 500
                                && (answer.status() < 300 || !answer.problem().isEmpty());
                        return decided ? answer : null;
                    } catch (UncheckedIOException serverIsDown) {
                        return null;
                    }
                },
                Objects::nonNull);
    }
}
