package shop.gather.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;

/**
 * Erasing a member leaves nothing of the person, wherever she or somebody else wrote it, and takes no money from her.
 */
class ErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void nothingOfAnErasedPersonIsLeftOnPostgres() {
        GatherServer server = Shared.postgres();
        Life life = new Life(server);
        life.live();
        assertThat(Traces.of(server, life.traces()))
                .as("the test sees what there is")
                .isNotEmpty();
        life.erase();
        assertThat(Traces.of(server, life.traces())).isEmpty();

        life.anOldOrderIsReadAgain();
        assertThat(Traces.of(server, life.traces())).as("after a re-read").isEmpty();
        life.sheComesBackAndAnOldOrderIsReadAgain();
    }

    @Test
    @Tag("long")
    void nothingOfAnErasedPersonIsLeftOnH2() {
        try (GatherServer server = GatherServer.onH2(Shared.SETTINGS)) {
            Life life = new Life(server);
            life.live();
            life.erase();
            life.anOldOrderIsReadAgain();
            server.stop();
            assertThat(Traces.of(server, life.traces())).isEmpty();
        }
    }

    @Test
    void anErasedLeadersBalanceStaysPayableByTheOwner() {
        Life life = new Life(Shared.h2());
        life.live();
        life.erase();
        Api owner = life.store.owner();
        JsonObject wish = Json.createObjectBuilder()
                .add("leader", life.leader.id())
                .add("amount", euros("5.00"))
                .build();
        String request = owner.post("/api/v1/payout-requests", wish).getString("id");
        String path = "/api/v1/payout-requests/" + request;
        assertThat(owner.send("POST", path + "/approval", null, Map.of()).problem())
                .as("an erased payee's request waits for an explicit decision")
                .isEqualTo("conflict");
        owner.post(path + "/approval?despiteSuspension=true", null);
        String batch = owner.post("/api/v1/payout-batches", null).getString("id");
        owner.post("/api/v1/payout-batches/" + batch + "/settlement", null);
        assertThat(owner.get(path).getString("state")).isEqualTo("PAID");
        assertThat(owner.get("/api/v1/ledger/verification").getBoolean("agrees"))
                .isTrue();
    }

    private static JsonObject euros(String amount) {
        return Json.createObjectBuilder()
                .add("amount", amount)
                .add("currency", "EUR")
                .build();
    }

    /** A leader who buys, applies, earns and is written about. */
    private static final class Life {

        private final String name = "Zephyrine " + UUID.randomUUID().toString().substring(0, 8);
        private final GatherServer server;
        private final Store store;
        private final Buyer person;
        private Leader leader;
        private ShopDriver.PlacedOrder order;
        private String click;

        Life(GatherServer server) {
            this.server = server;
            this.store = Shared.aStore(server);
            this.person = store.aBuyer(name);
        }

        Map<String, String> traces() {
            Map<String, String> traces = new LinkedHashMap<>();
            traces.put("the name", name.split(" ")[1]);
            traces.put("the e-mail address", person.customer().email());
            traces.put("the customer's id", person.customer().customerId());
            return traces;
        }

        void live() {
            Api owner = store.owner();
            store.aCommissionPlan("8", "2", Duration.ofDays(1));
            Leader other = store.aLeader("Otto");
            click = other.clicked(other.aLink());
            String programme = owner.post(
                            "/api/v1/programmes",
                            Json.createObjectBuilder()
                                    .add("name", "Leaders")
                                    .add("rules", Json.createArrayBuilder())
                                    .build())
                    .getString("id");
            String refused = applies(programme);
            owner.post("/api/v1/applications/" + refused + "/rejection", text("reason", name + " is too new"));
            owner.post("/api/v1/applications/" + applies(programme) + "/approval", null);
            leader = new Leader(
                    person, person.api().get("/storefront/v1/me/leader").getString("id"));
            owner.post("/api/v1/leaders/" + leader.id() + "/coupons", text("code", name.replace(' ', '-')));
            owner.post("/api/v1/leaders/" + leader.id() + "/suspension", text("reason", name + " sent e-mail"));
            owner.send("DELETE", "/api/v1/leaders/" + leader.id() + "/suspension", null, Map.of());
            owner.post(
                    "/api/v1/leaders/" + leader.id() + "/adjustments",
                    Json.createObjectBuilder()
                            .add("direction", "CREDIT")
                            .add("amount", euros("20.00"))
                            .add("reason", "Promised to " + name)
                            .build());
            String wish = asks("TRANSFER", "3.00");
            owner.post("/api/v1/payout-requests/" + wish + "/rejection", text("reason", "Ask " + name + " first"));
            String credit = asks("STORE_CREDIT", "4.00");
            owner.post("/api/v1/payout-requests/" + credit + "/approval", null);
            Await.until(
                    "the credit",
                    PATIENCE,
                    () -> owner.get("/api/v1/payout-requests/" + credit).getString("state"),
                    "PAID"::equals);
            leaveATeam();
            buy();
        }

        private String applies(String programme) {
            return person.api()
                    .post(
                            "/storefront/v1/me/applications",
                            Json.createObjectBuilder()
                                    .add("programmeId", programme)
                                    .add("pitch", "I am " + name)
                                    .build())
                    .getString("id");
        }

        private String asks(String method, String amount) {
            return person.api()
                    .post(
                            "/storefront/v1/me/payout-requests",
                            Json.createObjectBuilder()
                                    .add("amount", euros(amount))
                                    .add("method", method)
                                    .build())
                    .getString("id");
        }

        /** The shop admits her, and takes the admission back. */
        private void leaveATeam() {
            JsonObject left = person.opens(campaign());
            person.admitted(left);
            person.api().send("DELETE", "/storefront/v1/me/participations/" + left.getString("id"), null, Map.of());
            Await.until(
                    "the commands to be done",
                    PATIENCE,
                    () -> store.owner()
                            .get("/api/v1/shop-commands?state=WAITING")
                            .getJsonArray("items"),
                    java.util.List::isEmpty);
        }

        private String campaign() {
            return store.aCampaign(Money.of(CurrencyUnit.EUR, 10), 3, Duration.ofHours(24), Duration.ofHours(2));
        }

        /** In a team, and by another leader's link. */
        private void buy() {
            JsonObject place = person.opens(campaign());
            person.paysFor(place);
            person.awaitPlace(place.getString("id"), "PAID", PATIENCE);
            order = store.shop()
                    .checkout(new ShopDriver.Checkout(
                            person.customer(),
                            Map.of(store.shop().articles().get(1).variantId(), 1),
                            null,
                            null,
                            Map.of("gather_click", click, "greeting", "For " + name),
                            ShopDriver.Payment.AT_ONCE));
            Await.until("Otto's commission", PATIENCE, this::commission, amount -> amount.matches("[0-9.]+"));
        }

        void erase() {
            JsonObject erased = store.owner().post("/api/v1/members/" + person.memberId() + "/erasure", null);
            assertThat(erased.getJsonObject("member").getString("displayName")).isEqualTo("Erased");
            assertThat(erased.getJsonArray("customerIds")).isEmpty();
        }

        /** A refund in the shop makes another leader's commission smaller. */
        void anOldOrderIsReadAgain() {
            String before = commission();
            store.shop().refund(order.orderId(), Money.of(CurrencyUnit.EUR, 3));
            Await.until("the refund to be read", PATIENCE, this::commission, after -> !after.equals(before));
        }

        private String commission() {
            JsonArray found = store.owner()
                    .get("/api/v1/commissions?order=" + order.orderId())
                    .getJsonArray("items");
            return found.isEmpty()
                    ? ""
                    : found.getJsonObject(0).getJsonObject("amount").getString("amount");
        }

        void sheComesBackAndAnOldOrderIsReadAgain() {
            Buyer again = store.aBuyer(person.customer());
            assertThat(again.memberId()).isNotEqualTo(person.memberId());
            anOldOrderIsReadAgain();
            assertThat(Traces.of(server, traces()))
                    .as("she is known again, her old order is not hers again")
                    .allMatch(where -> where.contains(" in member.") || where.contains(" in member_alias."));
        }
    }

    private static JsonObject text(String field, String value) {
        return Json.createObjectBuilder().add(field, value).build();
    }
}
