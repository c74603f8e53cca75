package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.CandidateOrders;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.order.facts.LineFacts;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.shop.clock.ShopTime;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;

/** Finds the places that an order pays for, and locks them. Thread-safe. */
@Singleton
class OrderPlaces {

    private static final String ITS_CAMPAIGN =
            " from campaign c where c.store_id = p.store_id and c.id = p.campaign_id";

    private final StoreSql sql;
    private final ShopClocks clocks;
    private final Alarms alarms;
    private final ExchangedVariants variants;

    @Inject
    OrderPlaces(StoreSql sql, ShopClocks clocks, Alarms alarms, ExchangedVariants variants) {
        this.variants = variants;
        this.sql = sql;
        this.clocks = clocks;
        this.alarms = alarms;
    }

    /**
     * What an order may hold in place of the article.
     *
     * @param productId the campaign's product; null for none
     * @param lineId the line that paid for the place; null before
     * @param same variants of the order that are of the campaign's product; empty while the order has the article, and
     *     where the place is not kept
     * @param unknown variants of the order whose product the shop has not told yet
     */
    record Exchange(String productId, String lineId, Set<String> same, Set<String> unknown) {

        static final Exchange NONE = new Exchange(null, null, Set.of(), Set.of());
    }

    /**
     * A place with what its campaign promised.
     *
     * @param unitPrice what one costs in the team that has succeeded; null where that is the checkout's price, and
     *     before
     */
    record Match(
            Participation place,
            String variantId,
            CampaignTerms terms,
            Money listPrice,
            PriceBy by,
            Money unitPrice,
            Exchange exchange) {

        /**
         * What so much of the article costs at the checkout: a place's share at the group price, the rest at the
         * shop's.
         */
        Money price(BigDecimal quantity) {
            BigDecimal atGroupPrice = quantity.min(unitsPerPlace());
            return groupPrice()
                    .multipliedBy(atGroupPrice, RoundingMode.HALF_UP)
                    .plus(listPrice.multipliedBy(quantity.subtract(atGroupPrice), RoundingMode.HALF_UP));
        }

        boolean isIn(OrderSnapshot order) {
            return order.currency().equals(listPrice.getCurrencyUnit());
        }

        /** What the checkout charges for one. */
        Money groupPrice() {
            return terms.checkoutPrice();
        }

        BigDecimal unitsPerPlace() {
            return BigDecimal.valueOf(terms.stock().unitsPerPlace());
        }

        /** What one costs in the end, as far as that is known. */
        private Money endPrice() {
            return unitPrice == null ? groupPrice() : unitPrice;
        }

        /**
         * What the buyer gets back of an order; empty where the shop charged what one costs in the end, or sells in
         * another currency now.
         */
        Optional<Rebate> rebate(PlaceFacts facts) {
            boolean comesBack = by == PriceBy.REBATE || endPrice().isLessThan(groupPrice());
            return comesBack && isIn(facts.order())
                    ? Optional.of(Rebate.of(place.id(), facts, rebatedTo(facts), unitsPerPlace()))
                    : Optional.empty();
        }

        /**
         * What one costs in the end. Where the line does not show what the place's units cost, because it is for
         * another variant, or for more units at a price that the shop has changed since, so much that the rebate is no
         * higher than the campaign's.
         */
        private Money rebatedTo(PlaceFacts facts) {
            BigDecimal ordered = facts.line().line().quantity();
            boolean shown = by == PriceBy.REBATE || ordered.compareTo(unitsPerPlace()) <= 0;
            if (shown && facts.line().line().isOf(variantId)) {
                return endPrice();
            }
            Money charged = by == PriceBy.REBATE ? listPrice : groupPrice();
            Money one = facts.units().worth().dividedBy(facts.units().quantity(), RoundingMode.HALF_UP);
            Money least = one.minus(charged.minus(endPrice()));
            return least.isGreaterThan(endPrice()) ? least : endPrice();
        }

        /**
         * Whether a line may stand for the article that was exchanged: another variant of the campaign's product at no
         * less than the group price.
         */
        boolean standsFor(LineFacts line) {
            Money paid = line.line().gross();
            return line.line().variantId().filter(exchange.same()::contains).isPresent()
                    && !line.line().isCancelled()
                    && paid.getCurrencyUnit().equals(listPrice.getCurrencyUnit())
                    && !paid.isLessThan(groupPrice().multipliedBy(line.line().quantity(), RoundingMode.HALF_UP));
        }

        /** With what the shop told about the variants that an order holds in place of the article. */
        Match with(ExchangedVariants.Products products) {
            return new Match(
                    place,
                    variantId,
                    terms,
                    listPrice,
                    by,
                    unitPrice,
                    new Exchange(exchange.productId(), exchange.lineId(), products.same(), products.unknown()));
        }
    }

    /**
     * The places that an order pays for, one for each of its lines at most, in a stable order. An order belongs to a
     * place by what it was linked to before, else by its meta data, else by member and variant within the hold. A place
     * that is held comes before one that has ended: a cart may name a place that is over.
     */
    List<Match> find(StoreId store, OrderSnapshot order, Optional<UUID> member) {
        List<Match> found = matched(store, order, member);
        found.replaceAll(match -> withExchange(store, order, match));
        return found;
    }

    /**
     * A place whose order may hold another variant of the product instead of the article, with what is known of that.
     */
    Match withExchange(StoreId store, OrderSnapshot order, Match match) {
        boolean kept = match.terms().fulfilment().exchanges() == Exchanges.KEEP
                && match.exchange().productId() != null
                && order.orderId().equals(match.place().orderId())
                && order.lines().stream().noneMatch(line -> line.isOf(match.variantId()) && !line.isCancelled());
        return kept ? match.with(variants.of(store, order, match.exchange().productId())) : match;
    }

    private List<Match> matched(StoreId store, OrderSnapshot order, Optional<UUID> member) {
        List<Match> found = new ArrayList<>(matches(store, "p.order_id = ? order by p.id", order.orderId()));
        Optional<UUID> named = Ids.parse(order.metadata().get(OrderMetadata.PARTICIPATION));
        if (member.isEmpty()) {
            named.filter(any -> found.isEmpty())
                    .flatMap(place -> asGuest(store, order, place))
                    .ifPresent(found::add);
            return found;
        }
        for (String variant : variants(order)) {
            if (found.stream().noneMatch(match -> match.variantId().equals(variant))) {
                held(store, order, member.get(), variant).ifPresent(found::add);
            }
        }
        named.filter(place ->
                        found.stream().noneMatch(match -> match.place().id().equals(place)))
                .flatMap(place -> match(store, "p.id = ? and p.member_id = ?", place, member.get()))
                .filter(match -> found.stream().noneMatch(other -> isBefore(other, match)))
                .filter(match -> isFree(store, order, match))
                .ifPresent(match -> {
                    found.removeIf(other ->
                            other.place().orderId() == null && other.variantId().equals(match.variantId()));
                    found.add(match);
                });
        return found;
    }

    /** Locks a place, whatever order it belongs to. */
    Optional<Match> lock(StoreId store, UUID place) {
        return match(store, "p.id = ?", place);
    }

    private static Set<String> variants(OrderSnapshot order) {
        return order.lines().stream()
                .flatMap(line -> line.variantId().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Whether another place of the same article is the order's: one that it paid, or one that is still held where the
     * named one is not.
     */
    private static boolean isBefore(Match other, Match named) {
        return other.variantId().equals(named.variantId())
                && (other.place().orderId() != null
                        || (other.place().state() == Participation.State.HELD
                                && named.place().state() != Participation.State.HELD));
    }

    private boolean isFree(StoreId store, OrderSnapshot order, Match named) {
        if (named.place().orderId() == null) {
            return true;
        }
        alarms.raise(
                store,
                "second-order:" + order.orderId(),
                "second-order",
                "Order " + order.number()
                        + " names a place that another order has paid for. Check it and refund it if it was a mistake.");
        return false;
    }

    /**
     * A guest pays for a held place with its id and its code, or at its price: the price is never given without the
     * place.
     */
    private Optional<Match> asGuest(StoreId store, OrderSnapshot order, UUID place) {
        return match(store, "p.id = ? and p.order_id is null and p.state in ('HELD', 'EXPIRED')", place)
                .filter(match -> usesCodeOf(order, match)
                        || (match.by() == PriceBy.OFFER
                                && order.lines().stream()
                                        .anyMatch(line -> line.isOf(match.variantId())
                                                && line.gross().equals(match.price(line.quantity())))));
    }

    private static boolean usesCodeOf(OrderSnapshot order, Match match) {
        String code = match.place().admissionReference();
        return code != null && order.couponCodes().stream().anyMatch(code::equalsIgnoreCase);
    }

    private Optional<Match> held(StoreId store, OrderSnapshot order, UUID member, String variant) {
        ShopTime placed = clocks.time(store, order.placedAt());
        return matches(
                        store,
                        "p.member_id = ? and (select c.variant_id" + ITS_CAMPAIGN
                                + ") = ? and p.order_id is null and p.state in ('HELD', 'EXPIRED') and p.created_at <= ?"
                                + " and p.hold_until >= ? order by p.created_at desc limit 10",
                        member,
                        variant,
                        placed.latest().plus(CandidateOrders.TRANSFER),
                        placed.earliest().minus(CandidateOrders.TRANSFER))
                .stream()
                .min(Comparator.comparing(match -> match.place().state() == Participation.State.HELD ? 0 : 1));
    }

    private Optional<Match> match(StoreId store, String condition, Object... args) {
        return matches(store, condition, args).stream().findFirst();
    }

    /** Locks the place, and nothing of its campaign: that row is every other payment's and every join's too. */
    private List<Match> matches(StoreId store, String condition, Object... args) {
        return sql.list(
                store,
                "select p.*, (select c.variant_id" + ITS_CAMPAIGN + ") as variant_id, (select c.currency" + ITS_CAMPAIGN
                        + ") as currency, (select c.terms" + ITS_CAMPAIGN
                        + ") as terms, (select c.list_price"
                        + ITS_CAMPAIGN + ") as list_price, (select c.price_by" + ITS_CAMPAIGN
                        + ") as price_by, (select c.product_id" + ITS_CAMPAIGN + ") as product_id,"
                        + " (select t.unit_price from team t where t.store_id = p.store_id and t.id = p.team_id) as unit_price"
                        + " from participation p where p.store_id = :store and "
                        + condition
                        + " for update",
                OrderPlaces::read,
                args);
    }

    private static Match read(ResultSet row) throws SQLException {
        CurrencyUnit currency = CurrencyUnit.of(row.getString("currency"));
        Long unitPrice = row.getObject("unit_price", Long.class);
        return new Match(
                Participations.read(row),
                row.getString("variant_id"),
                TermsJson.read(row.getString("terms")),
                Money.ofMinor(currency, row.getLong("list_price")),
                PriceBy.valueOf(row.getString("price_by")),
                unitPrice == null ? null : Money.ofMinor(currency, unitPrice),
                new Exchange(row.getString("product_id"), row.getString("line_id"), Set.of(), Set.of()));
    }
}
