package shop.gather.groupbuy.pricing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.pricing.AdmittedPlaces.Ready;
import shop.gather.groupbuy.team.BuyerAdmission;
import shop.gather.member.Members;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.BulkSizes;
import shop.gather.shop.connection.FailureReason;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Admits buyers to the group price at the shop, and revokes admissions of places that have ended. The hold starts when
 * the shop has admitted the buyer, or at once where the price is given by rebate, because the shop need not know the
 * price then. Thread-safe.
 */
@Singleton
public class Admissions implements BuyerAdmission {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(Admissions.class.getName()));

    private static final CommandResult.Refused NO_OFFERS =
            new CommandResult.Refused(RefusalCode.NOT_SUPPORTED, "The shop cannot offer group prices.");

    /** After this time with a slow shop, a thread leaves its remaining places to other threads. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BulkSizes sizes = new BulkSizes();
    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Participations participations;
    private final AdmittedPlaces admitted;
    private final Members members;
    private final Shops shops;
    private final Deployment deployment;

    @Inject
    Admissions(
            Transactions transactions,
            DatabaseClock clock,
            Participations participations,
            AdmittedPlaces admitted,
            Members members,
            Shops shops,
            Deployment deployment) {
        this.transactions = transactions;
        this.clock = clock;
        this.participations = participations;
        this.admitted = admitted;
        this.members = members;
        this.shops = shops;
        this.deployment = deployment;
    }

    /**
     * A place whose buyer is to be admitted.
     *
     * @param customer the shop's id of the buyer
     */
    private record Buyer(Participation place, OfferedPrice price, String customer) {

        PriceOffers.Admission admission() {
            return new PriceOffers.Admission(
                    place.id().toString(),
                    price.offerReference(),
                    customer,
                    price.variantId(),
                    price.money(),
                    place.quantity(),
                    price.until(place));
        }
    }

    @Override
    public void admit(StoreId store, List<Participation> places) {
        List<Buyer> buyers = buyers(store, places);
        List<Buyer> byRebate = new ArrayList<>();
        List<Buyer> byShop = new ArrayList<>();
        for (Buyer buyer : buyers) {
            if (buyer.customer() == null) {
                admitted.refuseStranger(store, buyer.place());
            } else if (buyer.price().by() == PriceBy.REBATE) {
                byRebate.add(buyer);
            } else if (deployment.commandsPaused()) {
                participations.recheck(store, buyer.place(), clock.now().plusSeconds(10));
            } else {
                byShop.add(buyer);
            }
        }
        admitted.ready(
                store,
                byRebate.stream()
                        .map(buyer -> new Ready(
                                buyer.place(), null, null, buyer.price().hold()))
                        .toList());
        if (!byShop.isEmpty()) {
            admitInShop(store, byShop);
        }
    }

    private List<Buyer> buyers(StoreId store, List<Participation> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        return transactions.inStore(store, () -> {
            Map<OfferedPrice.Key, OfferedPrice> prices = admitted.prices(store, places);
            Map<MemberId, String> customers = members.customersOf(
                    store, places.stream().map(Participation::member).collect(Collectors.toSet()));
            return places.stream()
                    .map(place ->
                            new Buyer(place, prices.get(OfferedPrice.Key.of(place)), customers.get(place.member())))
                    .toList();
        });
    }

    private void admitInShop(StoreId store, List<Buyer> buyers) {
        PriceOffers offers = shops.of(store).priceOffers().orElse(null);
        if (offers == null) {
            buyers.forEach(buyer -> admitted.refuse(store, buyer.place(), NO_OFFERS));
            return;
        }
        List<Buyer> waiting = new ArrayList<>(buyers);
        long start = System.nanoTime();
        // The remaining places stay pending; the next sweep finds them.
        while (!waiting.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos() && !deployment.commandsPaused()) {
            int most = sizes.atMost(store, offers.admissionsAtOnce());
            List<Buyer> asked = waiting.subList(0, Math.min(most, waiting.size()));
            Optional<List<CommandResult>> results = askTogether(store, offers, asked);
            if (results.isEmpty()) {
                asked = waiting.subList(0, 1);
                results = Optional.of(List.of(ask(offers, asked.get(0).admission())));
            }
            write(store, asked, results.get(), offers.limits().timeToPay());
            asked.clear();
        }
    }

    private void write(StoreId store, List<Buyer> asked, List<CommandResult> results, Duration timeToPay) {
        List<Ready> ready = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Buyer buyer = asked.get(i);
            reference(results.get(i))
                    .ifPresent(reference -> ready.add(new Ready(
                            buyer.place(),
                            reference,
                            buyer.customer(),
                            buyer.price().hold().plus(timeToPay))));
        }
        admitted.ready(store, ready);
        for (int i = 0; i < results.size(); i++) {
            notAdmitted(store, asked.get(i).place(), results.get(i));
        }
    }

    /** The reference that the buyer passes to the shop; empty if the shop did not admit the buyer. */
    private static Optional<String> reference(CommandResult result) {
        if (result instanceof CommandResult.Done done) {
            return Optional.of(done.reference());
        }
        return result instanceof CommandResult.AlreadyDone done ? Optional.of(done.reference()) : Optional.empty();
    }

    private void notAdmitted(StoreId store, Participation place, CommandResult result) {
        if (result instanceof CommandResult.Refused refused && refused.code() != RefusalCode.UNAUTHORIZED) {
            admitted.refuse(store, place, refused);
        } else if (reference(result).isEmpty()) {
            admitted.retry(store, place, result);
        }
    }

    /**
     * Admits several buyers with one request. Empty if that failed or there is only one buyer: then each is admitted by
     * a request of its own, under its own key, since some may have been admitted already.
     */
    private Optional<List<CommandResult>> askTogether(StoreId store, PriceOffers offers, List<Buyer> buyers) {
        if (buyers.size() < 2) {
            return Optional.empty();
        }
        try {
            List<CommandResult> results =
                    offers.admit(buyers.stream().map(Buyer::admission).toList());
            if (results.size() == buyers.size()) {
                return Optional.of(results);
            }
        } catch (RuntimeException | LinkageError oneOfThem) {
            FailureReason.log(LOG, buyers.size() + " buyers are admitted one by one", oneOfThem);
        }
        sizes.failed(store, buyers.size());
        return Optional.empty();
    }

    /**
     * The adapter's answer. An exception in the adapter counts as an unknown result: the place is retried until its
     * time is over.
     */
    private static CommandResult ask(PriceOffers offers, PriceOffers.Admission admission) {
        try {
            return Objects.requireNonNull(offers.admit(admission), "the adapter gave no result");
        } catch (ShopException failure) {
            return failure.error() == ShopError.BAD_SIGNATURE
                    ? new CommandResult.Unknown(failure.getMessage())
                    : CommandResult.of(failure);
        } catch (RuntimeException | LinkageError broken) {
            LOG.unexpected("the adapter failed to admit the buyer of place " + admission.key(), broken);
            return new CommandResult.Unknown("The adapter failed.");
        }
    }

    @Override
    public void revoke(StoreId store, Participation place) {
        admitted.revoke(store, place);
    }
}
