package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.StoreId;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot.PaymentKind;

/**
 * Alarms for the owner about orders that do not pay for a place automatically, or no longer do. Each alarm is updated
 * when the order is read, and settled as soon as it is no longer true. Runs in the transaction that applies the read.
 * Thread-safe.
 */
@Singleton
class PlaceAlarms {

    private static final Set<State> UNPAID = Set.of(State.HELD, State.EXPIRED, State.WITHDRAWN, State.REFUSED);

    private final Alarms alarms;
    private final PlaceDecisions decisions;

    @Inject
    PlaceAlarms(Alarms alarms, PlaceDecisions decisions) {
        this.alarms = alarms;
        this.decisions = decisions;
    }

    /**
     * Why a paid order cannot pay for the place: it is in another currency, or cheaper than the price that was offered
     * for the place. Empty if it can.
     */
    static Optional<String> objection(PlaceMatch match, PlaceFacts facts) {
        if (!match.isIn(facts.order())) {
            return Optional.of("in another currency than the campaign's, "
                    + match.listPrice().getCurrencyUnit() + ".");
        }
        if (match.by() == PriceBy.REBATE) {
            // The buyer pays the shop's own price. If it is below the group price, the shop's owner gave a discount.
            return Optional.empty();
        }
        Money least = match.groupPrice().multipliedBy(facts.line().line().quantity(), RoundingMode.HALF_UP);
        Money paid = facts.line().line().gross();
        return paid.plus(cent(paid)).isLessThan(least)
                ? Optional.of("where the place costs " + least + ".")
                : Optional.empty();
    }

    /** Whether the buyer paid at delivery: a delivered order is not cancelled. */
    static boolean paidAtDelivery(PlaceFacts facts) {
        return facts.facts().captured(PaymentKind.CASH_ON_DELIVERY).isPositive();
    }

    /**
     * Updates the alarms of a place for an order that has a line for it.
     *
     * @param state of the place after the order was applied
     * @param counted whether all units that the order pays for are counted in the team
     */
    void update(StoreId store, PlaceMatch match, State state, PlaceFacts facts, boolean counted) {
        Participation place = match.place();
        boolean unpaid = UNPAID.contains(state);
        boolean gone = !facts.lineStands() || facts.givenBack();
        boolean atDelivery = unpaid && !gone && (facts.facts().paidOnDelivery() || paidAtDelivery(facts));
        Optional<String> objection = unpaid && facts.paid() ? objection(match, facts) : Optional.empty();
        boolean restIsAuthorized = state == State.WITHDRAWN && restIsAuthorized(place, facts);
        boolean restored = state == State.RETURNED && facts.paid();
        boolean open = (atDelivery || objection.isPresent() || restIsAuthorized || restored)
                && !decisions.declined(store, place.id(), facts.order().orderId());
        List<String> over = new ArrayList<>();
        if (open && atDelivery) {
            cashOnDelivery(store, place, facts);
        } else {
            over.add(cashKey(place));
        }
        if (open && objection.isPresent()) {
            objects(store, place, facts, objection.get());
        } else if (unpaid || gone) {
            over.add(priceKey(place));
        }
        if (open && restIsAuthorized) {
            restAuthorized(store, place, facts);
        } else {
            over.add(exchangedKey(place));
        }
        if (open && restored) {
            restored(store, place, facts);
        } else {
            over.add(restoredKey(place));
        }
        if (counted) {
            over.add(unitsKey(place));
        } else {
            notCounted(store, place, facts);
        }
        alarms.settle(store, over);
    }

    /** The owner has decided about the place's order. */
    void decided(StoreId store, Participation place) {
        alarms.settle(store, List.of(cashKey(place), priceKey(place), exchangedKey(place), restoredKey(place)));
    }

    /** The order no longer has a line of the article of a place that it paid for. */
    void exchanged(StoreId store, Participation place, OrderFacts facts) {
        boolean keeping = place.state() == State.PAID || place.state() == State.CONFIRMED;
        boolean moneyIsThere = facts.kept().isPositive()
                || (!facts.cancelled() && facts.authorized().isPositive());
        if (!moneyIsThere) {
            alarms.settle(store, exchangedKey(place));
        } else if (keeping
                && !decisions.declined(store, place.id(), facts.order().orderId())) {
            alarms.restate(
                    store,
                    exchangedKey(place),
                    "line-exchanged",
                    "Order " + facts.order().number()
                            + " no longer has a line of its team's article, so Gather neither captures nor refunds "
                            + "its payment. "
                            + (place.state() == State.PAID
                                    ? "Its place is free again. "
                                    : "Its place stays confirmed. ")
                            + "Put the article back, or capture, release or refund the payment in the shop.");
        }
    }

    /** The order may hold another variant of the product; the shop is being asked. */
    void exchangeUnknown(StoreId store, Participation place, OrderFacts facts) {
        alarms.restate(
                store,
                exchangedKey(place),
                "line-exchanged",
                "Order " + facts.order().number()
                        + " no longer has a line of its team's article. Gather asks the shop whether another article "
                        + "of the order is of the same product. Until the shop answers, the place stays"
                        + " as it is, and its payment is neither captured nor refunded. If this stays open, check "
                        + "that the shop is reachable.");
    }

    /** The payment for the exchanged article is refunded automatically: settles the alarm. */
    void exchangedBack(StoreId store, Participation place) {
        alarms.settle(store, exchangedKey(place));
    }

    /** An order pays for the place: compares the amount paid with the price offered. */
    void paid(StoreId store, PlaceMatch match, PlaceFacts facts) {
        BigDecimal quantity = facts.line().line().quantity();
        Money paid = facts.line().line().gross();
        String flaw = null;
        if (match.by() == PriceBy.OFFER) {
            flaw = paid.minus(cent(paid)).isGreaterThan(match.price(quantity))
                    ? "where the campaign's checkout price is " + match.price(quantity)
                            + ". Check it, and refund the amount that the buyer paid above that price."
                    : null;
        } else if (paid.isGreaterThan(match.listPrice().multipliedBy(quantity, RoundingMode.HALF_UP))) {
            flaw = "where the shop's price was " + match.listPrice()
                    + " when the campaign was created. The rebate still reduces the price to "
                    + "the group price, so it costs you more.";
        }
        if (flaw == null) {
            alarms.settle(store, priceKey(match.place()));
        } else {
            alarms.restate(store, priceKey(match.place()), "paid-other-price", paidFor(facts) + flaw);
        }
    }

    private void objects(StoreId store, Participation place, PlaceFacts facts, String objection) {
        alarms.restate(
                store,
                priceKey(place),
                "paid-other-price",
                paidFor(facts) + objection
                        + " It does not count as paid for the place. Cancel it in the shop and ask the buyer to "
                        + "order again, or correct its price there."
                        + decide(place, facts));
    }

    private void notCounted(StoreId store, Participation place, PlaceFacts facts) {
        alarms.restate(
                store,
                unitsKey(place),
                "units-not-counted",
                "Order " + facts.order().number() + " pays for " + facts.unitsOf(place)
                        + " units again, but only " + place.units() + " of them count in the team: the others came back"
                        + " after it had ended, or had been sold to other buyers. Cancel them in the shop, or deliver them"
                        + " from your own stock and close this alarm.");
    }

    private void cashOnDelivery(StoreId store, Participation place, PlaceFacts facts) {
        alarms.restate(
                store,
                cashKey(place),
                "cash-on-delivery",
                "Order " + facts.order().number()
                        + " is paid at delivery, so it has not paid for its place in the team in time. Gather "
                        + "neither counts it as paid nor cancels it."
                        + " Deliver it at its price, or cancel it in the shop." + decide(place, facts));
    }

    private void restored(StoreId store, Participation place, PlaceFacts facts) {
        alarms.restate(
                store,
                restoredKey(place),
                "order-restored",
                "Order " + facts.order().number()
                        + " was cancelled or refunded, so its place in the team was given up; now the order is active "
                        + "and paid again. Gather neither captures"
                        + " nor refunds it. Capture its payment and deliver it, or cancel it in the shop."
                        + decide(place, facts));
    }

    private static boolean restIsAuthorized(Participation place, PlaceFacts facts) {
        return facts.order().orderId().equals(place.orderId())
                && !facts.lineStands()
                && facts.othersStand()
                && facts.facts().authorized().isPositive();
    }

    private void restAuthorized(StoreId store, Participation place, PlaceFacts facts) {
        alarms.restate(
                store,
                exchangedKey(place),
                "line-exchanged",
                "The team's article of order " + facts.order().number()
                        + " is cancelled, so its place is free again. The rest of the order is authorized and not "
                        + "captured, and Gather does not capture it."
                        + " Capture or release the payment in the shop.");
    }

    private static String decide(Participation place, PlaceFacts facts) {
        return " Or decide in Gather whether order " + facts.order().orderId() + " pays for participation " + place.id()
                + ": accept or decline it.";
    }

    private static String paidFor(PlaceFacts facts) {
        return "Order " + facts.order().number() + " paid "
                + facts.line().line().gross() + " for "
                + facts.line().line().quantity().toPlainString() + " of the team's article ";
    }

    private static Money cent(Money amount) {
        return Money.ofMinor(amount.getCurrencyUnit(), 1);
    }

    private static String exchangedKey(Participation place) {
        return "line-exchanged:" + place.id();
    }

    private static String priceKey(Participation place) {
        return "price:" + place.id();
    }

    private static String cashKey(Participation place) {
        return "cash-on-delivery:" + place.id();
    }

    private static String restoredKey(Participation place) {
        return "restored:" + place.id();
    }

    private static String unitsKey(Participation place) {
        return "units-not-counted:" + place.id();
    }
}
