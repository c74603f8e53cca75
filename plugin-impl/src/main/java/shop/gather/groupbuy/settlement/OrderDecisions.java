package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.settlement.PlaceDecisions.Decision;
import shop.gather.order.intake.Intake;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.OrderMetadata;

/**
 * The owner's decisions about orders that do not pay for a place automatically: paid less than the place costs or in
 * another currency, paid at delivery after the hold, exchanged, or restored after the place was given up. A decision
 * uses the order as last applied. Thread-safe.
 */
@Singleton
class OrderDecisions {

    private final Transactions transactions;
    private final Intake intake;
    private final OrderPlaces orders;
    private final PlaceMoves moves;
    private final Participations participations;
    private final PlaceDecisions decisions;
    private final PlaceAlarms alarms;
    private final AuditLog audit;

    @Inject
    OrderDecisions(
            Transactions transactions,
            Intake intake,
            OrderPlaces orders,
            PlaceMoves moves,
            Participations participations,
            PlaceDecisions decisions,
            PlaceAlarms alarms,
            AuditLog audit) {
        this.transactions = transactions;
        this.intake = intake;
        this.orders = orders;
        this.moves = moves;
        this.participations = participations;
        this.decisions = decisions;
        this.alarms = alarms;
        this.audit = audit;
    }

    /**
     * Decides whether an order pays for a place. Repeating the same decision changes nothing.
     *
     * @param reason for the audit log, at most 500 characters
     * @return the place afterwards
     * @throws ProblemException 404 for an unknown place or order, 409 where the decision is not possible
     */
    Participation decide(
            StoreId store, String actor, ParticipationId place, String orderId, Decision decision, String reason) {
        transactions.inStore(store, () -> {
            if (participations.find(store, place).isEmpty()) {
                throw ProblemException.notFound("participation");
            }
            // Locks the order's row before the place's, in the same sequence as all code that applies an order.
            OrderRead read = intake.lockLast(store, orderId).orElseThrow(() -> ProblemException.notFound("order"));
            PlaceMatch match = orders.lock(store, place).orElseThrow(() -> ProblemException.notFound("participation"));
            if (!belong(match.place(), read)) {
                throw conflict("The order is not from the buyer of this place and does not name the place.");
            }
            boolean changed = decision == Decision.ACCEPT ? accept(match, read) : decline(match, read);
            if (changed) {
                decisions.keep(store, place, orderId, decision);
                alarms.decided(store, match.place());
                audit.recordAbout(
                        store,
                        actor,
                        decision == Decision.ACCEPT ? "participation.order-accepted" : "participation.order-declined",
                        place.toString(),
                        "order " + orderId,
                        match.place().member(),
                        reason);
                intake.mark(store, orderId);
            }
        });
        intake.readSoon(store, orderId);
        return participations.find(store, place).orElseThrow(() -> ProblemException.notFound("participation"));
    }

    private static boolean belong(Participation place, OrderRead read) {
        return read.order().orderId().equals(place.orderId())
                || read.member().filter(place.member()::equals).isPresent()
                || Ids.parse(read.order().metadata().get(OrderMetadata.PARTICIPATION))
                        .map(ParticipationId::new)
                        .filter(place.id()::equals)
                        .isPresent();
    }

    private boolean accept(PlaceMatch match, OrderRead read) {
        Participation place = match.place();
        PlaceFacts facts = facts(match, read)
                .orElseThrow(
                        () -> conflict(
                                "The order has no line of the place's article. Put the article back in the shop, or decline the order."));
        boolean its = read.order().orderId().equals(place.orderId());
        if (State.KEEPING.contains(place.state())) {
            if (its) {
                return false;
            }
            throw conflict("Another order pays for this place.");
        }
        if (!facts.paid()) {
            throw conflict("The order is not paid. It can be accepted once the shop shows its payment.");
        }
        if (State.GIVING_BACK.contains(place.state())) {
            throw conflict("The place has ended and its payment is being refunded. The order cannot be accepted.");
        }
        if (!moves.accept(read.store(), match, facts)) {
            throw conflict("The team has no free place for this order: it is full or has ended. Decline the order, and "
                    + "cancel or deliver it in the shop.");
        }
        return true;
    }

    private boolean decline(PlaceMatch match, OrderRead read) {
        Participation place = match.place();
        boolean its = read.order().orderId().equals(place.orderId());
        if (its && State.KEEPING.contains(place.state()) && facts(match, read).isPresent()) {
            throw conflict("The order pays for this place. Cancel the order in the shop to free the place.");
        }
        if (its && State.GIVING_BACK.contains(place.state())) {
            throw conflict("The place has ended and its payment is being refunded. No decision is needed.");
        }
        return !decisions.declined(read.store(), place.id(), read.order().orderId());
    }

    /** What the order says about the place, by the same assignment of lines to places that is used for payments. */
    private Optional<PlaceFacts> facts(PlaceMatch match, OrderRead read) {
        List<PlaceMatch> matches = new ArrayList<>(orders.find(read.store(), read.order(), read.member()));
        matches.removeIf(other -> other.place().id().equals(match.place().id()));
        matches.add(orders.withExchange(read.store(), read.order(), match));
        return PlaceLines.of(read.facts(), matches).of(matches.get(matches.size() - 1));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }
}
