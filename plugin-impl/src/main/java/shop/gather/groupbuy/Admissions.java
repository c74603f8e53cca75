package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.Participations.State;
import shop.gather.host.Alarms;
import shop.gather.host.Deployment;
import shop.gather.host.ShopCommand;
import shop.gather.host.ShopCommands;
import shop.gather.host.Shops;
import shop.gather.member.Members;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.outbox.Events;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.spi.CommandResult;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.ShopException;

/**
 * Brings each held place on: the shop admits its buyer to the price, the countdown starts when it has, and when the hold ends the shop is asked for a payment before the place is
 * given back. The participation's row is the outbox: what is due is found there after a crash. Thread-safe.
 */
@Singleton
class Admissions implements Sweeper {

    private static final Logger LOG = Logger.getLogger(Admissions.class.getName());
    private static final int BATCH = 200;

    /** The hold outlives the admission by the shop's time to pay and this much of clock skew. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Participations participations;
    private final Teams teams;
    private final CandidateOrders candidates;
    private final Members members;
    private final Shops shops;
    private final ShopCommands commands;
    private final Deployment deployment;
    private final Alarms alarms;
    private final Events events;
    private final Work work;

    @Inject
    Admissions(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            Participations participations,
            Teams teams,
            CandidateOrders candidates,
            Members members,
            Shops shops,
            ShopCommands commands,
            Deployment deployment,
            Alarms alarms,
            Events events,
            Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.participations = participations;
        this.teams = teams;
        this.candidates = candidates;
        this.members = members;
        this.shops = shops;
        this.commands = commands;
        this.deployment = deployment;
        this.alarms = alarms;
        this.events = events;
        this.work = work;
    }

    /** What of a campaign an admission needs. */
    record Price(String offerReference, String variantId, long minor, String currency, Duration hold) {
        Money money() {
            return Money.ofMinor(CurrencyUnit.of(currency), minor);
        }
    }

    /** Brings a place on in the background. */
    void soon(StoreId store, UUID participation) {
        work.soon("place:" + participation, () -> advance(store, participation));
    }

    @Override
    public void sweep() {
        record Due(StoreId store, UUID id) {}
        List<Due> due = transactions.inDirectory(() -> sql.directory(
                "select store_id, id from participation where recheck_at <= now() order by recheck_at limit ?",
                row -> new Due(new StoreId(StoreSql.uuid(row, "store_id")), StoreSql.uuid(row, "id")),
                BATCH));
        due.forEach(place -> soon(place.store(), place.id()));
    }

    private void advance(StoreId store, UUID id) {
        Optional<Participations.Row> found = participations.find(store, id);
        if (found.isEmpty()) {
            return;
        }
        Participations.Row place = found.get();
        try {
            if (place.state() == State.PAID) {
                warnOfExpiry(store, place);
            } else if (place.state() != State.HELD) {
                recheck(store, id, null);
            } else if (place.admission() == Participations.Admission.PENDING) {
                admit(store, place);
            } else if (place.holdUntil().isAfter(clock.now())) {
                recheck(store, id, place.holdUntil());
            } else {
                expire(store, place);
            }
        } catch (ShopException | ProblemException shopIsAway) {
            LOG.log(Level.FINE, "place " + id + " waits for the shop", shopIsAway);
            recheck(store, id, clock.now().plusSeconds(5));
        }
    }

    private void admit(StoreId store, Participations.Row place) {
        if (deployment.commandsPaused()) {
            recheck(store, place.id(), clock.now().plusSeconds(10));
            return;
        }
        Price price = transactions.inStore(store, () -> price(store, place.campaign()));
        String customer = members.customerOf(store, place.member()).orElseThrow();
        PriceOffers offers = shops.of(store).priceOffers().orElse(null);
        CommandResult result = offers == null
                ? CommandResult.refused(
                        shop.gather.spi.RefusalCode.NOT_SUPPORTED, "The shop cannot offer group prices.")
                : offers.admit(
                        admission(place.id(), price, customer, clock.now().plus(price.hold())));
        if (result instanceof CommandResult.Done done) {
            ready(
                    store,
                    place,
                    done.reference(),
                    price.hold().plus(offers.limits().timeToPay()));
        } else if (result instanceof CommandResult.AlreadyDone done) {
            ready(
                    store,
                    place,
                    done.reference(),
                    price.hold().plus(offers.limits().timeToPay()));
        } else if (result instanceof CommandResult.Refused refused) {
            refuse(store, place, refused);
        } else {
            retry(store, place, result);
        }
    }

    private void ready(StoreId store, Participations.Row place, String reference, Duration hold) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update participation set admission = 'READY', admission_reference = ?,"
                                + " hold_until = now() + cast(? as integer) * interval '1' second,"
                                + " recheck_at = now() + cast(? as integer) * interval '1' second"
                                + " where store_id = :store and id = ? and state = 'HELD' and admission = 'PENDING'",
                        reference,
                        (int) hold.toSeconds(),
                        (int) hold.plus(SKEW).toSeconds(),
                        place.id()));
    }

    private void refuse(StoreId store, Participations.Row place, CommandResult.Refused refused) {
        transactions.inStore(store, () -> {
            sql.update(
                    store,
                    "update participation set admission = 'FAILED' where store_id = :store and id = ? and state = 'HELD'",
                    place.id());
            if (participations.move(store, place.id(), State.HELD, State.REFUSED, "shop-refused-the-price")) {
                teams.releaseHeld(store, place.team());
                alarms.raise(
                        store,
                        "admission:" + place.campaign(),
                        "admission-refused",
                        "The shop does not admit buyers to the price of campaign " + place.campaign() + ": "
                                + refused.code() + " " + refused.reason());
                announce(store, place, "participation.refused", "shop-refused-the-price");
            }
        });
    }

    private void retry(StoreId store, Participations.Row place, CommandResult result) {
        long waited = Duration.between(place.createdAt(), clock.now()).toSeconds();
        Duration asked = result instanceof CommandResult.RetryAfter later ? later.delay() : Duration.ZERO;
        long seconds = Math.max(asked.toSeconds(), Math.max(1, Math.min(30, waited)));
        if (place.holdUntil().isBefore(clock.now())) {
            refuse(
                    store,
                    place,
                    new CommandResult.Refused(shop.gather.spi.RefusalCode.SHOP_REFUSED, "no answer in time"));
        } else {
            recheck(store, place.id(), clock.now().plusSeconds(seconds));
        }
    }

    /** The hold is over: the shop is asked whether the buyer has paid; only a buyer who has not loses the place. */
    private void expire(StoreId store, Participations.Row place) {
        candidates.read(store, place);
        transactions.inStore(store, () -> {
            if (participations.move(store, place.id(), State.HELD, State.EXPIRED, "hold-ended-without-payment")) {
                teams.releaseHeld(store, place.team());
                revoke(store, place);
                announce(store, place, "participation.expired", "hold-ended-without-payment");
            }
        });
    }

    /** Takes an admission back at the shop; in the transaction that ends the place. */
    void revoke(StoreId store, Participations.Row place) {
        if (place.admission() != Participations.Admission.READY) {
            return;
        }
        Price price = price(store, place.campaign());
        Optional<String> customer = members.customerOf(store, place.member());
        if (customer.isPresent() && price.offerReference() != null) {
            commands.issue(
                    store,
                    "revoke:" + place.id(),
                    place.id(),
                    new ShopCommand.Revoke(
                            price.offerReference(),
                            customer.get(),
                            price.variantId(),
                            price.minor(),
                            price.currency(),
                            Campaigns.MAX_QUANTITY,
                            place.holdUntil().toString()));
        }
    }

    void announce(StoreId store, Participations.Row place, String type, String reason) {
        events.emit(
                store,
                type,
                Map.of(
                        "participation", place.id().toString(),
                        "team", place.team().toString(),
                        "member", place.member().toString(),
                        "reason", reason == null ? "" : reason));
    }

    /** A day before an authorization ends the owner is told, as long as the team has not succeeded. */
    private void warnOfExpiry(StoreId store, Participations.Row place) {
        alarms.raise(
                store,
                "authorization:" + place.id(),
                "authorization-expires",
                "The authorization of order " + place.orderId()
                        + " ends within a day and its team is not full. Complete or cancel the team.");
        recheck(store, place.id(), null);
    }

    private void recheck(StoreId store, UUID id, Instant at) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store, "update participation set recheck_at = ? where store_id = :store and id = ?", at, id));
    }

    private Price price(StoreId store, UUID campaign) {
        return sql.first(
                        store,
                        "select offer_reference, variant_id, group_price, currency, hold from campaign where store_id = :store and id = ?",
                        row -> new Price(
                                row.getString("offer_reference"),
                                row.getString("variant_id"),
                                row.getLong("group_price"),
                                row.getString("currency"),
                                Duration.parse(row.getString("hold"))),
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
                Campaigns.MAX_QUANTITY,
                until);
    }
}
