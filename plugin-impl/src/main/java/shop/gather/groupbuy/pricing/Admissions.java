package shop.gather.groupbuy.pricing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.JoinQueue;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.BuyerAdmission;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.member.Members;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Admits buyers to the group price at the shop, and takes it back from those whose place has ended. The countdown of a
 * hold starts when the shop has admitted, or at once where the price is given by rebate: then the shop need not know.
 * Thread-safe.
 */
@Singleton
public class Admissions implements BuyerAdmission {

    /** The hold outlives the admission by the shop's time to pay and this much of clock skew. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(Admissions.class.getName()));

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** However long the shop asks for: the hold would be over. */
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Participations participations;
    private final Teams teams;
    private final Members members;
    private final Shops shops;
    private final ShopCommands commands;
    private final Deployment deployment;
    private final Alarms alarms;

    @Inject
    Admissions(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            Participations participations,
            Teams teams,
            Members members,
            Shops shops,
            ShopCommands commands,
            Deployment deployment,
            Alarms alarms) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.participations = participations;
        this.teams = teams;
        this.members = members;
        this.shops = shops;
        this.commands = commands;
        this.deployment = deployment;
        this.alarms = alarms;
    }

    /** What of a campaign an admission needs. */
    record Price(PriceBy by, String offerReference, String variantId, CampaignTerms terms) {
        Money money() {
            return terms.checkoutPrice();
        }

        Duration hold() {
            return terms.hold();
        }

        int quantity() {
            return terms.stock().unitsPerPlace();
        }
    }

    @Override
    public void admit(StoreId store, Participation place) {
        record Buyer(Price price, Optional<String> customer) {}
        Buyer buyer = transactions.inStore(
                store, () -> new Buyer(price(store, place.campaign()), members.customerOf(store, place.member())));
        if (buyer.customer().isEmpty()) {
            refuseStranger(store, place);
            return;
        }
        Price price = buyer.price();
        if (price.by() == PriceBy.REBATE) {
            ready(store, place, null, null, price.hold());
            return;
        }
        if (deployment.commandsPaused()) {
            participations.recheck(store, place.id(), clock.now().plusSeconds(10));
            return;
        }
        PriceOffers offers = shops.of(store).priceOffers().orElse(null);
        CommandResult result = offers == null
                ? CommandResult.refused(RefusalCode.NOT_SUPPORTED, "The shop cannot offer group prices.")
                : ask(offers, admission(place.id(), price, buyer.customer().get(), until(place, price)));
        if (result instanceof CommandResult.Done done) {
            ready(
                    store,
                    place,
                    done.reference(),
                    buyer.customer().get(),
                    price.hold().plus(offers.limits().timeToPay()));
        } else if (result instanceof CommandResult.AlreadyDone done) {
            ready(
                    store,
                    place,
                    done.reference(),
                    buyer.customer().get(),
                    price.hold().plus(offers.limits().timeToPay()));
        } else if (result instanceof CommandResult.Refused refused && refused.code() != RefusalCode.UNAUTHORIZED) {
            refuse(store, place, refused);
        } else {
            retry(store, place, result);
        }
    }

    /**
     * What the adapter answers; a failure in it is no answer, after which the place is tried again until its time is
     * over.
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

    /**
     * When an admission ends by itself: late enough however long the place waits for it, and the same at every try. A
     * try after a crash is the same command to the shop only if it says the same. The end of the hold takes the
     * admission back.
     */
    private static Instant until(Participation place, Price price) {
        return place.createdAt().plus(JoinQueue.ADMISSION_WAIT).plus(price.hold());
    }

    private void ready(StoreId store, Participation place, String reference, String customer, Duration hold) {
        transactions.inStore(store, () -> {
            int kept = sql.update(
                    store,
                    "update participation set admission = 'READY', admission_reference = ?, admitted_customer = ?,"
                            + " hold_until = now() + cast(? as integer) * interval '1' second,"
                            + " recheck_at = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and id = ? and state = 'HELD' and admission = 'PENDING'",
                    reference,
                    customer,
                    (int) hold.toSeconds(),
                    (int) hold.plus(SKEW).toSeconds(),
                    place.id());
            if (kept == 0) {
                // The place ended while the shop was asked: whoever ended it knew of no admission to take back.
                participations
                        .find(store, place.id())
                        .filter(now -> now.state() != State.HELD && now.admission() == Participation.Admission.PENDING)
                        .ifPresent(ended -> takeBack(store, ended, customer));
            }
        });
    }

    private void refuse(StoreId store, Participation place, CommandResult.Refused refused) {
        transactions.inStore(store, () -> {
            if (refuse(store, place, "shop-refused-the-price")) {
                alarms.raise(
                        store,
                        "admission:" + place.campaign(),
                        "admission-refused",
                        "The shop does not admit buyers to the price of campaign " + place.campaign() + ": "
                                + refused.code() + " " + refused.reason());
            }
        });
    }

    /** The buyer was joined to another member, or came back after an erasure, while the place was being taken. */
    private void refuseStranger(StoreId store, Participation place) {
        boolean movedAlong = transactions.inStore(store, () -> participations.lock(store, place.id()).stream()
                .anyMatch(now -> !now.member().equals(place.member())));
        if (movedAlong) {
            participations.recheck(store, place.id(), clock.now());
        } else {
            refuse(store, place, "no-longer-a-customer");
        }
    }

    /** Ends a held place; false if it had ended already. */
    private boolean refuse(StoreId store, Participation place, String reason) {
        return transactions.inStore(store, () -> {
            sql.update(
                    store,
                    "update participation set admission = 'FAILED' where store_id = :store and id = ? and state = 'HELD'",
                    place.id());
            if (!participations.move(store, place, Step.REFUSE, reason)) {
                return false;
            }
            teams.releaseHeld(store, place.team());
            return true;
        });
    }

    private void retry(StoreId store, Participation place, CommandResult result) {
        Instant now = clock.now();
        Duration pause = RETRY.afterWaiting(Duration.between(place.createdAt(), now));
        if (result instanceof CommandResult.RetryAfter later && later.delay().compareTo(pause) > 0) {
            pause = later.delay().compareTo(MAX_DELAY) > 0 ? MAX_DELAY : later.delay();
        }
        if (place.holdUntil().isBefore(now)) {
            refuse(store, place, new CommandResult.Refused(RefusalCode.SHOP_REFUSED, "no answer in time"));
        } else {
            participations.recheck(store, place.id(), now.plus(pause));
        }
    }

    @Override
    public void revoke(StoreId store, Participation place) {
        // As it stands now: the shop may have admitted the buyer since the caller read the place.
        participations
                .find(store, place.id())
                .filter(now -> now.admission() == Participation.Admission.READY)
                .ifPresent(now -> {
                    takeBack(store, now, now.admittedCustomer());
                    sql.update(
                            store,
                            "update participation set admitted_customer = null where store_id = :store and id = ? and buyer_erased",
                            now.id());
                });
    }

    /** From the customer whom the shop has admitted, whoever that account belongs to now. */
    private void takeBack(StoreId store, Participation place, String customer) {
        Price price = price(store, place.campaign());
        if (price.offerReference() != null) {
            commands.issue(
                    store,
                    CommandKey.of(Purpose.REVOKE, place.id()),
                    new ShopCommand.Revoke(
                            place.id().toString(),
                            price.offerReference(),
                            customer,
                            price.variantId(),
                            price.money().getAmountMinorLong(),
                            price.money().getCurrencyUnit().getCode(),
                            price.quantity(),
                            until(place, price).toString()));
        }
    }

    private Price price(StoreId store, UUID campaign) {
        return sql.first(
                        store,
                        "select price_by, offer_reference, variant_id, terms from campaign where store_id = :store and id = ?",
                        row -> new Price(
                                PriceBy.valueOf(row.getString("price_by")),
                                row.getString("offer_reference"),
                                row.getString("variant_id"),
                                TermsJson.read(row.getString("terms"))),
                        campaign)
                .orElseThrow();
    }

    private static PriceOffers.Admission admission(UUID key, Price price, String customer, Instant until) {
        return new PriceOffers.Admission(
                key.toString(),
                price.offerReference(),
                customer,
                price.variantId(),
                price.money(),
                price.quantity(),
                until);
    }
}
