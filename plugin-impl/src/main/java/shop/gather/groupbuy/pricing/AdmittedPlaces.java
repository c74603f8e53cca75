package shop.gather.groupbuy.pricing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.pricing.OfferedPrice.Key;
import shop.gather.groupbuy.team.Teams;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Backoff;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/** Records the results of admissions, and revokes the admissions of places that have ended. Thread-safe. */
@Singleton
class AdmittedPlaces {

    /** A place is checked this long after the end of its hold, to tolerate clock skew. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** The maximum delay, even if the shop asks for more: the hold would end meanwhile. */
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final Participations participations;
    private final Teams teams;
    private final ShopCommands commands;
    private final Alarms alarms;

    @Inject
    AdmittedPlaces(
            Transactions transactions,
            StoreSql sql,
            DatabaseClock clock,
            Participations participations,
            Teams teams,
            ShopCommands commands,
            Alarms alarms) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.participations = participations;
        this.teams = teams;
        this.commands = commands;
        this.alarms = alarms;
    }

    /**
     * A place whose hold starts.
     *
     * @param reference what the buyer passes to the shop; null where the price is given by rebate
     * @param customer the customer whom the shop has admitted; null where the shop need not know
     */
    record Ready(Participation place, String reference, String customer, Duration hold) {

        private Object[] row() {
            return new Object[] {
                reference,
                customer,
                (int) hold.toSeconds(),
                (int) hold.plus(SKEW).toSeconds(),
                place.id()
            };
        }
    }

    /**
     * Starts the holds in one transaction; if that fails, in one transaction each, so that a failing place does not
     * delay the others.
     */
    void ready(StoreId store, List<Ready> places) {
        try {
            transactions.inStore(store, () -> begin(store, places));
        } catch (RuntimeException oneOfThem) {
            if (places.size() < 2) {
                throw oneOfThem;
            }
            places.forEach(place -> transactions.inStore(store, () -> begin(store, List.of(place))));
        }
    }

    private void begin(StoreId store, List<Ready> places) {
        int[] kept = sql.batch(
                store,
                "update participation set admission = 'READY', admission_reference = ?, admitted_customer = ?,"
                        + " hold_until = now() + cast(? as integer) * interval '1' second,"
                        + " recheck_at = now() + cast(? as integer) * interval '1' second"
                        + " where store_id = :store and id = ? and state = 'HELD' and admission = 'PENDING'",
                places.stream().map(Ready::row).toList());
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == 0) {
                endedMeanwhile(store, places.get(i));
            }
        }
    }

    /**
     * The place ended while the shop was being asked. The transaction that ended it knew of no admission, so the
     * admission is revoked here.
     */
    private void endedMeanwhile(StoreId store, Ready ready) {
        participations
                .find(store, ready.place().id())
                .filter(now -> now.state() != State.HELD && now.admission() == Participation.Admission.PENDING)
                .ifPresent(ended -> takeBack(store, ended, ready.customer()));
    }

    void refuse(StoreId store, Participation place, CommandResult.Refused refused) {
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

    /**
     * Refuses a place whose buyer was merged with another member, or returned after an erasure, while the place was
     * being taken.
     */
    void refuseStranger(StoreId store, Participation place) {
        boolean movedAlong = transactions.inStore(store, () -> participations.lock(store, place.id()).stream()
                .anyMatch(now -> !now.member().equals(place.member())));
        if (movedAlong) {
            participations.recheck(store, place, clock.now());
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
            teams.releaseHeld(store, place.team(), place.quantity());
            return true;
        });
    }

    void retry(StoreId store, Participation place, CommandResult result) {
        Instant now = clock.now();
        Duration pause = RETRY.afterWaiting(Duration.between(place.createdAt(), now));
        if (result instanceof CommandResult.RetryAfter later && later.delay().compareTo(pause) > 0) {
            pause = later.delay().compareTo(MAX_DELAY) > 0 ? MAX_DELAY : later.delay();
        }
        if (place.holdUntil().isBefore(now)) {
            refuse(store, place, new CommandResult.Refused(RefusalCode.SHOP_REFUSED, "no answer in time"));
        } else {
            participations.recheck(store, place, now.plus(pause));
        }
    }

    /** Revokes an admission at the shop; runs in the transaction that has just ended the place. */
    void revoke(StoreId store, Participation place) {
        // Reads the row again: the shop may have admitted the buyer since the caller read the place.
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

    /**
     * Revokes the admission of the customer whom the shop has admitted, whichever member that account belongs to now.
     */
    private void takeBack(StoreId store, Participation place, String customer) {
        OfferedPrice price = price(store, place);
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
                            place.quantity(),
                            price.until(place).toString()));
        }
    }

    private OfferedPrice price(StoreId store, Participation place) {
        return Objects.requireNonNull(prices(store, List.of(place)).get(Key.of(place)), "no such campaign");
    }

    /** The prices of the places' articles: one statement, and one more if any place is for a further article. */
    Map<Key, OfferedPrice> prices(StoreId store, Collection<Participation> places) {
        Map<CampaignId, OfferedPrice> main =
                mainPrices(store, places.stream().map(Participation::campaign).collect(Collectors.toSet()));
        Map<Key, OfferedPrice> prices = new HashMap<>();
        main.forEach((campaign, price) -> prices.put(new Key(campaign, null), price));
        List<Key> further = places.stream()
                .filter(place -> place.variantId() != null)
                .map(Key::of)
                .distinct()
                .toList();
        Map<Key, Optional<String>> references = further.isEmpty() ? Map.of() : references(store, further);
        for (Key key : further) {
            OfferedPrice price = main.get(key.campaign());
            prices.put(
                    key,
                    new OfferedPrice(
                            price.by(),
                            references.getOrDefault(key, Optional.empty()).orElse(null),
                            key.variantId(),
                            price.terms().of(key.variantId())));
        }
        return prices;
    }

    /** The shop's references of the offers of further articles. */
    private Map<Key, Optional<String>> references(StoreId store, List<Key> articles) {
        Object[] campaigns = articles.stream().map(Key::campaign).distinct().toArray();
        return sql
                .list(
                        store,
                        "select campaign_id, variant_id, offer_reference from campaign_article where store_id = :store"
                                + " and campaign_id in (" + StoreSql.marks(campaigns.length) + ")",
                        row -> Map.entry(
                                new Key(StoreSql.id(row, "campaign_id", CampaignId::new), row.getString("variant_id")),
                                Optional.ofNullable(row.getString("offer_reference"))),
                        campaigns)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<CampaignId, OfferedPrice> mainPrices(StoreId store, Set<CampaignId> campaigns) {
        return sql
                .list(
                        store,
                        "select id, price_by, offer_reference, variant_id, terms from campaign where store_id = :store and id in ("
                                + StoreSql.marks(campaigns.size()) + ")",
                        row -> Map.entry(
                                StoreSql.id(row, "id", CampaignId::new),
                                new OfferedPrice(
                                        PriceBy.valueOf(row.getString("price_by")),
                                        row.getString("offer_reference"),
                                        row.getString("variant_id"),
                                        TermsJson.read(row.getString("terms")))),
                        campaigns.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
