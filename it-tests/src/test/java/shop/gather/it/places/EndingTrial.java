package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import shop.gather.adapter.sampleshop.SampleShopRefusal;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/**
 * One team of two and what happens to it at random times: its first buyer pays, others join and pay or leave, the owner
 * may cancel.
 */
final class EndingTrial {

    /** All of it happens within so many milliseconds. */
    private static final int WINDOW = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Store store;
    private final List<Buyer> buyers;
    private final Random random;
    private final String campaign;
    private final String seed;
    private final Queue<PlacedOrder> orders = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<?>> actors = new ArrayList<>();
    private String name;
    private String team;
    private String stateAtItsEnd;

    EndingTrial(Store store, String campaign, long seed, List<Buyer> buyers) {
        this.store = store;
        this.buyers = buyers;
        this.campaign = campaign;
        this.random = new Random(seed);
        this.seed = Long.toString(seed);
    }

    /** Opens the team and lets everybody loose. */
    void start(Executor pool) {
        JsonObject first = buyers.get(0).opens(campaign);
        team = first.getString("team");
        name = "team " + team + " of seed " + seed;
        Payment mode = random.nextBoolean() ? Payment.AT_ONCE : Payment.AUTHORIZE;
        actors.add(later(pool, () -> pay(buyers.get(0), first, mode)));
        for (Buyer buyer : buyers.subList(1, buyers.size())) {
            boolean leaves = random.nextInt(5) == 0;
            Executor second = after(pool);
            actors.add(CompletableFuture.supplyAsync(() -> join(buyer), after(pool))
                    .thenAcceptAsync(
                            place -> place.ifPresent(taken -> {
                                if (leaves) {
                                    leave(buyer, taken);
                                } else {
                                    pay(buyer, taken, mode);
                                }
                            }),
                            second));
        }
        if (random.nextInt(3) == 0) {
            actors.add(later(pool, this::cancel));
        }
    }

    /** Waits until everybody has done what they wanted, and the team has ended and every place with it. */
    void awaitEnd() {
        actors.forEach(CompletableFuture::join);
        stateAtItsEnd = Await.until(name + " to end", PATIENCE, () -> TeamOfPlaces.of(store, team), TeamOfPlaces::ended)
                .state();
        Await.until(
                name + " to be settled",
                PATIENCE,
                () -> TeamOfPlaces.of(store, team),
                seen -> seen.settled() && orders.stream().allMatch(order -> known(seen, order)));
    }

    /** Whether it succeeded; fails if it did not end as it must. */
    boolean check() {
        TeamOfPlaces seen = TeamOfPlaces.of(store, team);
        seen.mustAddUp();
        assertThat(seen.state()).as("the second look at " + name).isEqualTo(stateAtItsEnd);
        boolean succeeded = seen.state().equals("SUCCEEDED");
        assertThat(seen.count("CONFIRMED")).as(name).isEqualTo(succeeded ? 2 : 0);
        assertThat(seen.paid()).as(name).isEqualTo(succeeded ? 2 : 0);
        assertThat(seen.held()).as(name).isZero();
        for (PlacedOrder order : orders) {
            Record record = store.shop().record(order.orderId());
            boolean stands = seen.places().stream()
                    .anyMatch(place -> place.getString("state").equals("CONFIRMED")
                            && place.getString("orderId", "").equals(order.orderId()));
            if (stands) {
                assertThat(record.captured()).as(name).isEqualTo(order.total());
                assertThat(record.refunds()).as(name).isZero();
            } else {
                assertThat(record.cancelled()).as(name).isTrue();
                assertThat(record.captured()).as(name).isEqualTo(record.refunded());
                assertThat(record.authorized().isZero() || record.refunds() == 1)
                        .as(name)
                        .isTrue();
            }
            assertThat(record.captures()).as(name).isLessThanOrEqualTo(1);
        }
        return succeeded;
    }

    private static boolean known(TeamOfPlaces seen, PlacedOrder order) {
        return seen.places().stream()
                .anyMatch(place -> place.getString("orderId", "").equals(order.orderId()));
    }

    private Optional<JsonObject> join(Buyer buyer) {
        Api.Answer answer = buyer.triesToJoin(team);
        if (answer.status() == 201) {
            return Optional.of(answer.json());
        }
        assertThat(answer.problem()).as(answer.toString()).isIn("team-full", "team-closed");
        return Optional.empty();
    }

    private void pay(Buyer buyer, JsonObject place, Payment mode) {
        JsonObject ready = Await.until(
                "an answer of the shop or the end of the place",
                PATIENCE,
                () -> buyer.place(place.getString("id")),
                seen -> !seen.getString("admission").equals("PENDING")
                        || !seen.getString("state").equals("HELD"));
        if (ready.getString("admission").equals("READY")) {
            try {
                orders.add(buyer.paysFor(place, 0, mode));
            } catch (SampleShopRefusal priceTakenBack) {
                assertThat(buyer.place(place.getString("id")).getString("state"))
                        .as("who is refused the price has lost the place")
                        .isNotEqualTo("HELD");
            }
        }
    }

    private static void leave(Buyer buyer, JsonObject place) {
        Api.Answer answer =
                buyer.api().send("DELETE", "/storefront/v1/me/participations/" + place.getString("id"), null, Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private void cancel() {
        Api.Answer answer = store.owner().send("POST", "/api/v1/teams/" + team + "/cancellation", null, Map.of());
        assertThat(answer.status()).as(answer.toString()).isIn(200, 409);
    }

    private CompletableFuture<?> later(Executor pool, Runnable action) {
        return CompletableFuture.runAsync(action, after(pool));
    }

    private Executor after(Executor pool) {
        return CompletableFuture.delayedExecutor(random.nextInt(WINDOW / 2), TimeUnit.MILLISECONDS, pool);
    }
}
