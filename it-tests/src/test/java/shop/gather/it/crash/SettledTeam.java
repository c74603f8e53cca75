package shop.gather.it.crash;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.sampleshop.SampleShopDriver;
import shop.gather.adapter.sampleshop.SampleShopFaults;
import shop.gather.adapter.sampleshop.SampleShopTerms;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A team of a store of its own, whose money is settled in one of the ways that there are. */
final class SettledTeam {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String[] ORDER_COMMANDS = {"capture", "cancel", "cancel-line", "refund"};

    /** Longer than a server is let live while the shop does not answer. */
    private static final Duration UNANSWERED = Duration.ofSeconds(30);

    /** How a team is settled. */
    enum Kind {
        /** All payments are captured. */
        SUCCESS(2, Map.of("capture", 2), "team-succeeded", 2),
        /** The owner cancels the team: one payment is released, the other one refunded. */
        FAILURE(2, Map.of("refund", 1), "place-returned", 2),
        /** Of each payment, which was captured at the checkout, what is above the tier's price is refunded. */
        TIER_REFUND(3, Map.of("refund", 3), "refund-sent", 3),
        /** The goods of a team that has succeeded are weighed, and what was not delivered is refunded. */
        DELIVERED_WEIGHT(2, Map.of("refund", 2), "delivered-less", 2),
        /** One payment is captured, the others are released. */
        DRAW(3, Map.of("capture", 1), "place-returned", 2);

        private final int buyers;
        private final Map<String, Integer> commands;
        private final String message;
        private final int told;

        Kind(int buyers, Map<String, Integer> commands, String message, int told) {
            this.buyers = buyers;
            this.commands = commands;
            this.message = message;
            this.told = told;
        }

        boolean reaches(Step step) {
            return switch (step) {
                case TEAM_ENDS -> this != DELIVERED_WEIGHT;
                case MONEY_IS_BACK -> this != SUCCESS;
                default -> true;
            };
        }
    }

    /**
     * What has become of the team, without ids: of two teams of the same kind it is equal.
     *
     * @param orders the shop's own records
     * @param messages to all buyers
     * @param commands how often the shop has done what
     */
    record Result(
            String team,
            List<String> places,
            List<String> orders,
            List<String> messages,
            Map<String, Integer> commands,
            List<String> timeline) {}

    private final Kind kind;
    private final SampleShopDriver shop = Shared.aShop(SampleShopTerms.in(CurrencyUnit.EUR));
    private final Store store;
    private final List<Buyer> buyers = new ArrayList<>();
    private final List<JsonObject> places = new ArrayList<>();
    private final List<PlacedOrder> orders = new ArrayList<>();
    private final String campaign;

    /** Lets the buyers join and pay, so that one step is left for the team to be settled. */
    SettledTeam(GatherServer server, Kind kind) {
        this.kind = kind;
        this.store = Store.connected(server, shop);
        this.campaign =
                store.publish(store.owner().post("/api/v1/campaigns", plan()).getString("id"));
        for (int i = 0; i < kind.buyers; i++) {
            Buyer buyer = store.aBuyer("Buyer " + i);
            buyers.add(buyer);
            places.add(i == 0 ? buyer.opens(campaign) : buyer.joins(team()));
        }
        boolean allPay = kind == Kind.FAILURE || kind == Kind.DELIVERED_WEIGHT;
        for (int i = 0; i < kind.buyers - (allPay ? 0 : 1); i++) {
            pay(i);
        }
        String paid = kind == Kind.DELIVERED_WEIGHT ? "CONFIRMED" : "PAID";
        for (int i = 0; i < orders.size(); i++) {
            buyers.get(i).awaitPlace(places.get(i).getString("id"), paid, PATIENCE);
        }
        if (!allPay) {
            buyers.get(orders.size()).admitted(places.get(orders.size()));
        }
    }

    Kind kind() {
        return kind;
    }

    String store() {
        return store.id();
    }

    private String team() {
        return places.get(0).getString("team");
    }

    private JsonObject plan() {
        JsonObject simple = store.campaign(
                Money.parse("EUR 10.00"), Math.max(2, kind.buyers), Duration.ofHours(24), Duration.ofMinutes(60));
        JsonObjectBuilder plan = Json.createObjectBuilder(simple);
        switch (kind) {
            case SUCCESS -> {}
            case FAILURE -> plan.add("teamSize", kind.buyers + 1);
            case TIER_REFUND ->
                plan = Json.createObjectBuilder(store.planOf(
                        Json.createObjectBuilder()
                                .add("policy", "tiered")
                                .add(
                                        "tiers",
                                        Json.createArrayBuilder()
                                                .add(tier(2, "EUR 10.00"))
                                                .add(tier(3, "EUR 8.50")))
                                .build(),
                        Store.minimumTeam(2, kind.buyers, Duration.ofHours(24))));
            case DELIVERED_WEIGHT ->
                plan.add("paymentMode", "AT_ONCE")
                        .add(
                                "deliveryPolicy",
                                Json.createObjectBuilder()
                                        .add("policy", "by-weight")
                                        .add("gramsPerUnit", 500));
            case DRAW ->
                plan.add(
                        "outcomePolicy",
                        Json.createObjectBuilder().add("policy", "draw").add("winners", 1));
        }
        return plan.build();
    }

    private static JsonObjectBuilder tier(int members, String price) {
        return Json.createObjectBuilder().add("members", members).add("price", Store.amount(Money.parse(price)));
    }

    private void pay(int buyer) {
        Payment payment =
                switch (kind) {
                    case TIER_REFUND, DELIVERED_WEIGHT -> Payment.AT_ONCE;
                    case SUCCESS, DRAW -> Payment.AUTHORIZE;
                    case FAILURE -> buyer == 0 ? Payment.AUTHORIZE : Payment.AT_ONCE;
                };
        orders.add(buyers.get(buyer).paysFor(places.get(buyer), 0, payment));
    }

    /** What starts the settlement: the last payment, or a request of the owner, who asks until he is answered. */
    void settle() {
        switch (kind) {
            case FAILURE -> ask("/api/v1/teams/" + team() + "/cancellation", null);
            case DELIVERED_WEIGHT ->
                ask("/api/v1/campaigns/" + campaign + "/deliveries", delivered().toString());
            default -> pay(orders.size());
        }
    }

    private void ask(String path, String body) {
        Stubborn.answered(path, () -> store.owner().send("POST", path, body, Map.of()));
    }

    private JsonObject delivered() {
        var items = Json.createArrayBuilder();
        places.forEach(place -> items.add(Json.createObjectBuilder()
                .add("participationId", place.getString("id"))
                .add("delivered", 450)));
        return Json.createObjectBuilder().add("items", items).build();
    }

    /** From now on the shop does not do what Gather asks, or does it and does not answer. */
    void disturb(Step step) {
        SampleShopFaults faults =
                SampleShopFaults.of(Stream.concat(Stream.of(ORDER_COMMANDS), Stream.of("read-command"))
                        .toArray(String[]::new));
        shop.faults(step == Step.SHOP_IS_ASKED ? faults.failing(503) : faults.answeredLate(UNANSWERED));
    }

    void disturbNoMore() {
        shop.noFaults();
    }

    /** Whether the shop was asked in vain, or has done something of which Gather does not know. */
    boolean disturbed(Step step) {
        return step == Step.SHOP_IS_ASKED
                ? waiting().stream().anyMatch(command -> command.getInt("attempts") > 0)
                : !commands().isEmpty();
    }

    /** Commands that concern an order. */
    private List<JsonObject> waiting() {
        return store
                .owner()
                .get("/api/v1/shop-commands?state=WAITING")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(command -> command.containsKey("orderId"))
                .toList();
    }

    private Map<String, Integer> commands() {
        Map<String, Integer> counts = new TreeMap<>(shop.commandCounts());
        counts.keySet().retainAll(Set.of(ORDER_COMMANDS));
        return counts;
    }

    /** Whether nothing is left to be done. */
    boolean over() {
        Result seen = result();
        return waiting().isEmpty()
                && seen.places().stream()
                        .allMatch(place -> place.startsWith("CONFIRMED") || place.startsWith("RETURNED"))
                && seen.commands().entrySet().containsAll(kind.commands.entrySet())
                && Collections.frequency(seen.messages(), kind.message) == kind.told;
    }

    Result result() {
        JsonObject details = store.team(team());
        return new Result(
                details.getJsonObject("team").getString("state"),
                details.getJsonArray("places").getValuesAs(JsonObject.class).stream()
                        .map(place -> place.getString("state") + " " + place.getString("reason", ""))
                        .sorted()
                        .toList(),
                orders.stream().map(this::record).sorted().toList(),
                buyers.stream()
                        .flatMap(buyer -> words(buyer.api().get("/storefront/v1/me/messages"), "kind").stream())
                        .sorted()
                        .toList(),
                commands(),
                words(store.owner().get("/api/v1/teams/" + team() + "/timeline?limit=100"), "what"));
    }

    private static List<String> words(JsonObject page, String name) {
        return page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString(name))
                .sorted()
                .toList();
    }

    private String record(PlacedOrder order) {
        ShopDriver.Record record = shop.record(order.orderId());
        return "captured " + record.captured() + " in " + record.captures() + ", refunded " + record.refunded() + " in "
                + record.refunds() + (record.cancelled() ? ", cancelled" : "");
    }

    /** The draw as everybody sees it. */
    JsonObject draw() {
        return store.storefront().get("/storefront/v1/teams/" + team() + "/draw");
    }

    /** The places that have got the article. */
    List<String> confirmed() {
        return IntStream.range(0, places.size())
                .mapToObj(i -> buyers.get(i).place(places.get(i).getString("id")))
                .filter(place -> place.getString("state").equals("CONFIRMED"))
                .map(place -> place.getString("id"))
                .toList();
    }
}
