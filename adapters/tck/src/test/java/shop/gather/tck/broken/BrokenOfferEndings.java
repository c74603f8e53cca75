package shop.gather.tck.broken;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.PriceOfferEndingsContract;
import shop.gather.tck.memory.MemoryBackend;

/** Mistakes in ending a group price. */
final class BrokenOfferEndings {

    private static final String REVOKED = "revokedBuyerPaysFullAndTheOthersDoNot";
    private static final String KEPT = "placedOrderKeepsItsPriceAfterRevokeAndClose";
    private static final String REVOKE_AGAIN = "revokingTwiceOrNothingIsFine";
    private static final String CLOSED = "closedOfferGivesItsPriceToNobody";
    private static final String CLOSE_AGAIN = "closingTwiceOrNothingIsFine";
    private static final String ENDED = "endedOfferGivesItsPriceToNobody";
    private static final String UNTIL = "endedAdmissionGivesItsPriceToNobody";
    private static final String NOT_STARTED = "offerThatHasNotStartedGivesItsPriceToNobody";
    private static final OfferFlaws OF = new OfferFlaws(PriceOfferEndingsContract.class);
    private static final Set<String> CLOSED_OFFERS = ConcurrentHashMap.newKeySet();

    private BrokenOfferEndings() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(
                        PriceOfferEndingsContract.class,
                        "the port is claimed and missing",
                        (shop, backend) -> new Patched(shop).offers(null),
                        REVOKED,
                        KEPT,
                        REVOKE_AGAIN,
                        CLOSED,
                        CLOSE_AGAIN,
                        ENDED,
                        UNTIL,
                        NOT_STARTED),
                OF.flaw(
                        "revoking does nothing",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult revoke(Admission admission) {
                                return CommandResult.done("");
                            }
                        },
                        REVOKED),
                OF.flaw(
                        "revoking one revokes all",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult revoke(Admission admission) {
                                CommandResult result = super.revoke(admission);
                                backend.offers().dropAll(admission.offerReference());
                                return result;
                            }
                        },
                        REVOKED),
                OF.flaw(
                        "revoking cancels the order",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult revoke(Admission admission) {
                                backend.log().stream()
                                        .map(MemoryBackend.Change::orderId)
                                        .distinct()
                                        .map(id -> backend.order(id).orElseThrow())
                                        .filter(order -> order.snapshot()
                                                .customerId()
                                                .orElseThrow()
                                                .equals(admission.customerId()))
                                        .forEach(backend::cancel);
                                return super.revoke(admission);
                            }
                        },
                        KEPT),
                OF.flaw(
                        "revoking what is not there is refused",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult revoke(Admission admission) {
                                CommandResult result = super.revoke(admission);
                                return result instanceof Done
                                        ? result
                                        : CommandResult.refused(RefusalCode.NOT_FOUND, "no such coupon");
                            }
                        },
                        KEPT,
                        REVOKE_AGAIN),
                OF.flaw(
                        "closing does nothing",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult close(String key, String offerReference) {
                                return CommandResult.done("");
                            }
                        },
                        CLOSED),
                OF.flaw(
                        "closing only stops further admissions",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult close(String key, String offerReference) {
                                CLOSED_OFFERS.add(offerReference);
                                return CommandResult.done("");
                            }

                            @Override
                            public CommandResult admit(Admission admission) {
                                return CLOSED_OFFERS.contains(admission.offerReference())
                                        ? CommandResult.refused(RefusalCode.OFFER_LIMIT, "closed")
                                        : super.admit(admission);
                            }
                        },
                        CLOSED),
                OF.flaw(
                        "admission to a closed offer looks done",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult admit(Admission admission) {
                                CommandResult result = super.admit(admission);
                                return result instanceof CommandResult.Refused
                                        ? CommandResult.done("GATHER-0")
                                        : result;
                            }
                        },
                        CLOSED),
                OF.flaw(
                        "closing what is not there is refused",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult close(String key, String offerReference) {
                                CommandResult result = super.close(key, offerReference);
                                return result instanceof Done
                                        ? result
                                        : CommandResult.refused(RefusalCode.NOT_FOUND, "no such offer");
                            }
                        },
                        CLOSE_AGAIN),
                OF.flaw(
                        "the end of offers and admissions is ignored",
                        (honest, backend) -> new PassingOffers(honest) {
                            @Override
                            public CommandResult offer(Offer offer) {
                                return super.offer(PassingOffers.lasting(
                                        offer, offer.startsAt(), offer.endsAt().plus(Duration.ofDays(1))));
                            }

                            @Override
                            public CommandResult admit(Admission admission) {
                                return super.admit(PassingOffers.admitting(
                                        admission,
                                        admission.customerId(),
                                        admission.until().plus(Duration.ofDays(1))));
                            }
                        },
                        ENDED,
                        UNTIL),
                OF.admission(
                        "the end of an admission is ignored",
                        a -> PassingOffers.admitting(
                                a, a.customerId(), a.until().plus(Duration.ofDays(1))),
                        UNTIL),
                OF.offer(
                        "the start of an offer is ignored",
                        o -> PassingOffers.lasting(o, Instant.EPOCH, o.endsAt()),
                        NOT_STARTED));
    }
}
