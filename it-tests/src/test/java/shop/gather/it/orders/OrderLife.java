package shop.gather.it.orders;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * An order's life at the shop, step by step. A step comes when its time has come at the shop or for its people; how
 * Gather hears of it is not this class's business. Not thread-safe.
 */
final class OrderLife {

    /** What happens in a life. */
    enum Kind {
        /** The team succeeds, the order is captured, and the owner gives a part back twice. */
        REFUNDED_TWICE(6),
        /** The team succeeds, the order is captured, refunded in part and then cancelled by the shop's owner. */
        REFUNDED_AND_CANCELLED(6),
        /** The owner ends the team: the team's line is cancelled, the rest captured, and a part of that given back. */
        TEAM_FAILED(4);

        private final int notifications;

        Kind(int notifications) {
            this.notifications = notifications;
        }

        /** How many notifications the shop sends of it: one for each order placed, one for each change. */
        int notifications() {
            return notifications;
        }
    }

    /**
     * What came of it in the end, without what differs from life to life: ids, times, and in how many postings it was
     * written.
     */
    record Outcome(
            String place,
            String reason,
            String team,
            String attribution,
            List<String> commissions,
            Map<String, Long> sums,
            String shop) {}

    private record Step(BooleanSupplier due, Runnable act) {}

    private final Lane lane;
    private final Kind kind;
    private final Buyer first;
    private final Buyer second;
    private final JsonObject firstPlace;
    private final JsonObject secondPlace;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<PlacedOrder> orders = new ArrayList<>();

    OrderLife(Lane lane, Kind kind) {
        this.lane = lane;
        this.kind = kind;
        String click = lane.click();
        first = lane.store().aBuyer("Mia", click);
        second = lane.store().aBuyer("Noah", click);
        firstPlace = first.admitted(first.opens(lane.campaign()));
        secondPlace = second.admitted(second.joins(firstPlace.getString("team")));
        steps.add(new Step(() -> true, () -> orders.add(first.paysFor(firstPlace, 1, Payment.AUTHORIZE))));
        if (kind == Kind.TEAM_FAILED) {
            steps.add(new Step(() -> place().getString("state").equals("PAID"), this::endTeam));
            steps.add(new Step(this::isCaptured, () -> refund("1.00")));
        } else {
            steps.add(new Step(() -> true, () -> orders.add(second.paysFor(secondPlace))));
            steps.add(new Step(this::isCaptured, () -> refund("3.21")));
            steps.add(new Step(
                    () -> true,
                    kind == Kind.REFUNDED_TWICE
                            ? () -> refund("1.23")
                            : () -> lane.shop().cancel(order())));
        }
    }

    Kind kind() {
        return kind;
    }

    boolean isOver() {
        return steps.isEmpty();
    }

    /** Whether one step is left. */
    boolean isLast() {
        return steps.size() == 1;
    }

    /** Whether the next step can be made now. */
    boolean isDue() {
        return !isOver() && steps.peek().due().getAsBoolean();
    }

    void step() {
        steps.remove().act().run();
    }

    boolean isQuiet() {
        return lane.isQuiet(orders.stream().map(PlacedOrder::orderId).toList(), firstPlace.getString("team"));
    }

    long reads() {
        return lane.reads(order());
    }

    Outcome outcome() {
        JsonObject place = place();
        ShopDriver.Record record = lane.shop().record(order());
        JsonObject team = lane.store().team(firstPlace.getString("team")).getJsonObject("team");
        return new Outcome(
                place.getString("state"),
                place.getString("reason", ""),
                team.getString("state") + " paid " + team.getInt("paid"),
                items("/api/v1/attributions?order=")
                        .map(found -> found.getString("leaderId") + " by " + found.getString("evidence"))
                        .toList()
                        .toString(),
                items("/api/v1/commissions?order=")
                        // An order that earned nothing when it was first heard of has no commission, one that lost it
                        // has one of nothing.
                        .filter(found ->
                                !Store.money(found.getJsonObject("amount")).isZero())
                        .map(found -> found.getInt("level") + ": " + found.getString("percent") + " % of "
                                + Store.money(found.getJsonObject("base")) + " = "
                                + Store.money(found.getJsonObject("amount")))
                        .sorted()
                        .toList(),
                lane.sums(order()),
                "cancelled " + record.cancelled() + ", " + record.captures() + " captures of " + record.captured()
                        + ", " + record.refunds() + " refunds of " + record.refunded());
    }

    private Stream<JsonObject> items(String path) {
        return lane.store().owner().get(path + order()).getJsonArray("items").getValuesAs(JsonObject.class).stream();
    }

    String order() {
        return orders.get(0).orderId();
    }

    private JsonObject place() {
        return first.place(firstPlace.getString("id"));
    }

    private boolean isCaptured() {
        return lane.shop().record(order()).captured().isPositive();
    }

    private void refund(String amount) {
        Money part = lane.money(amount);
        lane.shop().refund(order(), part);
    }

    private void endTeam() {
        lane.store()
                .owner()
                .send("POST", "/api/v1/teams/" + firstPlace.getString("team") + "/cancellation", null, Map.of());
    }
}
