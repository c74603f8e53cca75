package shop.gather.groupbuy.fulfilment.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceAmounts;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.order.intake.Intake;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;

/**
 * Records what was delivered for the places of a campaign whose buyers pay by weight or by pieces. Each item has a
 * transaction of its own, in which its order is marked: the read that follows refunds the difference by durable
 * commands, as rebates are. Thread-safe.
 */
@Singleton
class Deliveries {

    private final Transactions transactions;
    private final Participations participations;
    private final PlaceAmounts amounts;
    private final Intake intake;
    private final AuditLog audit;

    @Inject
    Deliveries(
            Transactions transactions,
            Participations participations,
            PlaceAmounts amounts,
            Intake intake,
            AuditLog audit) {
        this.transactions = transactions;
        this.participations = participations;
        this.amounts = amounts;
        this.intake = intake;
        this.audit = audit;
    }

    /** Records the items one by one: one that is refused does not stop the others. */
    DeliveryResults record(
            StoreId store, String actor, CampaignId campaign, CampaignTerms terms, DeliveryRequest request) {
        List<DeliveryResults.Result> results = new ArrayList<>();
        int recorded = 0;
        for (DeliveryRequest.Item item : request.items()) {
            DeliveryOutcome outcome = Ids.parse(item.participationId())
                    .flatMap(id -> participations.find(store, new ParticipationId(id)))
                    .filter(place -> place.campaign().equals(campaign))
                    .map(place -> record(store, actor, terms, place, item))
                    .orElse(DeliveryOutcome.UNKNOWN_PLACE);
            recorded += outcome == DeliveryOutcome.RECORDED ? 1 : 0;
            results.add(new DeliveryResults.Result(item.participationId(), outcome.code(), outcome.advice()));
        }
        return new DeliveryResults(results, recorded);
    }

    private DeliveryOutcome record(
            StoreId store, String actor, CampaignTerms terms, Participation seen, DeliveryRequest.Item item) {
        DeliveryPolicy policy = terms.of(seen.variantId()).delivery();
        Optional<DeliveryOutcome> refusal = refusal(policy, seen, item);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        DeliveryOutcome outcome = transactions.inStore(store, () -> {
            // Locks the order's row before the place's, in the same sequence as all code that applies an order.
            intake.mark(store, seen.orderId());
            Participation place = participations.lock(store, seen.id()).orElseThrow();
            Optional<DeliveryOutcome> now = refusal(policy, place, item);
            if (now.isPresent()) {
                return now.get();
            }
            long ordered = policy.ordered(place.units());
            if (!amounts.delivered(store, place.id(), item.delivered(), item.delivered() < ordered)) {
                return DeliveryOutcome.REFUND_UNDER_WAY;
            }
            audit.record(store, actor, "place.delivered", place.id().toString(), item.delivered() + " of " + ordered);
            return DeliveryOutcome.RECORDED;
        });
        if (outcome == DeliveryOutcome.RECORDED) {
            intake.readSoon(store, seen.orderId());
        }
        return outcome;
    }

    private static Optional<DeliveryOutcome> refusal(
            DeliveryPolicy policy, Participation place, DeliveryRequest.Item item) {
        if (policy.measureOfUnit().isEmpty()) {
            return Optional.of(DeliveryOutcome.NOT_MEASURED);
        }
        if (place.delivered() != null) {
            return Optional.of(
                    place.delivered().equals(item.delivered())
                            ? DeliveryOutcome.UNCHANGED
                            : DeliveryOutcome.RECORDED_BEFORE);
        }
        if (place.state() != State.CONFIRMED || Participation.PAY_AGAIN.equals(place.reason())) {
            return Optional.of(DeliveryOutcome.NOT_CONFIRMED);
        }
        if (item.delivered() > policy.most(place.units())) {
            return Optional.of(DeliveryOutcome.TOO_MUCH);
        }
        boolean little = 2 * item.delivered() < policy.ordered(place.units());
        return little && !Boolean.TRUE.equals(item.sure()) ? Optional.of(DeliveryOutcome.TOO_LITTLE) : Optional.empty();
    }
}
