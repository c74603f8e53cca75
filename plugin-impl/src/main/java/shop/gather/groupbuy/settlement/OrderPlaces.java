package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.CandidateOrders;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.Exchanges;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
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

    private static final String ITS_TEAM = " from team t where t.store_id = p.store_id and t.id = p.team_id";

    /**
     * Places for which an order may still come: also one that was placed before the place had ended. A buyer who was
     * not admitted, or has only reserved, had no price to order at.
     */
    private static final String UNPAID =
            "(p.state in ('HELD', 'EXPIRED') or (p.state = 'WITHDRAWN' and p.admission = 'READY'))";

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
     * The places that an order pays for, at most one for each line, in a stable order. A place is found by the order
     * linked to it before, else by the order's metadata, else by member and variant within the hold, which ends when the
     * buyer gives the place back. A held place takes precedence over one that has ended, because a cart may name an
     * ended place.
     */
    List<PlaceMatch> find(StoreId store, OrderSnapshot order, Optional<MemberId> member) {
        List<PlaceMatch> found = matched(store, order, member);
        found.replaceAll(match -> withExchange(store, order, match));
        return found;
    }

    /**
     * Adds what is known about the variants if the order may hold another variant of the product instead of the
     * article.
     */
    PlaceMatch withExchange(StoreId store, OrderSnapshot order, PlaceMatch match) {
        boolean kept = match.terms().fulfilment().exchanges() == Exchanges.KEEP
                && match.exchange().productId() != null
                && order.orderId().equals(match.place().orderId())
                && order.lines().stream().noneMatch(line -> line.isOf(match.variantId()) && !line.isCancelled());
        return kept ? match.with(variants.of(store, order, match.exchange().productId())) : match;
    }

    private List<PlaceMatch> matched(StoreId store, OrderSnapshot order, Optional<MemberId> member) {
        List<PlaceMatch> found = new ArrayList<>(matches(store, "p.order_id = ? order by p.id", order.orderId()));
        Optional<ParticipationId> named =
                Ids.parse(order.metadata().get(OrderMetadata.PARTICIPATION)).map(ParticipationId::new);
        if (member.isEmpty()) {
            named.filter(any -> found.isEmpty())
                    .flatMap(place -> asGuest(store, order, place))
                    .ifPresent(match -> {
                        found.add(match);
                        found.addAll(besideAsGuest(store, order, match));
                    });
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

    /**
     * The ids of the orders that may be for a place: they are linked to one, name one, or their buyer has or had one.
     * One statement, without locks.
     */
    Set<String> withPlaces(List<OrderRead> reads) {
        Map<Object, List<String>> ordersBy = new LinkedHashMap<>();
        for (OrderRead read : reads) {
            Stream.of(
                            Optional.of(read.orderId()),
                            Ids.parse(read.order().metadata().get(OrderMetadata.PARTICIPATION)),
                            read.member().map(MemberId::value))
                    .flatMap(Optional::stream)
                    .forEach(known -> ordersBy.computeIfAbsent(known, any -> new ArrayList<>())
                            .add(read.orderId()));
        }
        List<Object> ids =
                ordersBy.keySet().stream().filter(UUID.class::isInstance).toList();
        List<Object> args =
                new ArrayList<>(reads.stream().map(OrderRead::orderId).toList());
        String sought =
                "select order_id, cast(null as uuid) as id from participation where store_id = :store and order_id in ("
                        + StoreSql.marks(reads.size()) + ")";
        for (String column : ids.isEmpty() ? List.<String>of() : List.of("id", "member_id")) {
            sought += " union select cast(null as varchar(100)), " + column
                    + " from participation where store_id = :store and " + column + " in (" + StoreSql.marks(ids.size())
                    + ")";
            args.addAll(ids);
        }
        return sql
                .list(
                        reads.get(0).store(),
                        sought,
                        row -> row.getString("order_id") == null ? StoreSql.uuid(row, "id") : row.getString("order_id"),
                        args.toArray())
                .stream()
                .flatMap(known -> ordersBy.get(known).stream())
                .collect(Collectors.toSet());
    }

    /** Locks a place, whichever order it belongs to. */
    Optional<PlaceMatch> lock(StoreId store, ParticipationId place) {
        return match(store, "p.id = ?", place);
    }

    private static Set<String> variants(OrderSnapshot order) {
        return order.lines().stream()
                .flatMap(line -> line.variantId().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Whether another place of the same article takes precedence for the order: one that it paid for, or one that is
     * still held while the named one is not.
     */
    private static boolean isBefore(PlaceMatch other, PlaceMatch named) {
        return other.variantId().equals(named.variantId())
                && (other.place().orderId() != null
                        || (other.place().state() == Participation.State.HELD
                                && named.place().state() != Participation.State.HELD));
    }

    private boolean isFree(StoreId store, OrderSnapshot order, PlaceMatch named) {
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
     * A guest's order pays for a held place if it names the place's id and has its code or its price: the price is
     * given only together with the place.
     */
    private Optional<PlaceMatch> asGuest(StoreId store, OrderSnapshot order, ParticipationId place) {
        return match(store, "p.id = ? and p.order_id is null and " + UNPAID, place)
                .filter(match -> showsPriceOf(order, match));
    }

    /** The same buyer's places for other articles of the campaign that the guest's order pays for, too. */
    private List<PlaceMatch> besideAsGuest(StoreId store, OrderSnapshot order, PlaceMatch named) {
        Set<String> articles = new HashSet<>(Set.of(named.variantId()));
        return matches(
                        store,
                        "p.member_id = ? and p.campaign_id = ? and p.order_id is null and " + UNPAID + " order by p.id",
                        named.place().member(),
                        named.place().campaign())
                .stream()
                .sorted(Comparator.comparing(match -> match.place().state() == Participation.State.HELD ? 0 : 1))
                .filter(match ->
                        hasLineOf(order, match) && showsPriceOf(order, match) && articles.add(match.variantId()))
                .toList();
    }

    private static boolean hasLineOf(OrderSnapshot order, PlaceMatch match) {
        return order.lines().stream().anyMatch(line -> line.isOf(match.variantId()));
    }

    private static boolean showsPriceOf(OrderSnapshot order, PlaceMatch match) {
        return usesCodeOf(order, match)
                || (match.by() == PriceBy.OFFER
                        && order.lines().stream()
                                .anyMatch(line -> line.isOf(match.variantId())
                                        && line.gross().equals(match.price(line.quantity()))));
    }

    private static boolean usesCodeOf(OrderSnapshot order, PlaceMatch match) {
        String code = match.place().admissionReference();
        return code != null && order.couponCodes().stream().anyMatch(code::equalsIgnoreCase);
    }

    private Optional<PlaceMatch> held(StoreId store, OrderSnapshot order, MemberId member, String variant) {
        ShopTime placed = clocks.time(store, order.placedAt());
        return matches(
                        store,
                        "p.member_id = ? and coalesce(p.chosen_variant_id, (select c.variant_id" + ITS_CAMPAIGN
                                + ")) = ? and p.order_id is null and " + UNPAID
                                + " and coalesce(p.pay_from, p.created_at) <= ?"
                                + " and p.hold_until >= ? order by p.created_at desc limit 10",
                        member,
                        variant,
                        placed.latest().plus(CandidateOrders.TRANSFER),
                        placed.earliest().minus(CandidateOrders.TRANSFER))
                .stream()
                .min(Comparator.comparing(match -> match.place().state() == Participation.State.HELD ? 0 : 1));
    }

    private Optional<PlaceMatch> match(StoreId store, String condition, Object... args) {
        return matches(store, condition, args).stream().findFirst();
    }

    /** Locks the place but no row of its campaign, which is shared by all other payments and joins. */
    private List<PlaceMatch> matches(StoreId store, String condition, Object... args) {
        return sql.list(
                store,
                "select p.*, (select c.variant_id" + ITS_CAMPAIGN + ") as variant_id, (select c.currency" + ITS_CAMPAIGN
                        + ") as currency, (select c.terms" + ITS_CAMPAIGN
                        + ") as terms, (select c.list_price"
                        + ITS_CAMPAIGN + ") as list_price, (select c.price_by" + ITS_CAMPAIGN
                        + ") as price_by, (select c.product_id" + ITS_CAMPAIGN + ") as product_id,"
                        + " (select case when t.state = 'SUCCEEDED' then t.paid else 0 end" + ITS_TEAM
                        + ") as sold_places,"
                        + " (select t.units" + ITS_TEAM + ") as sold_units,"
                        + " (select t.helps" + ITS_TEAM + ") as helps,"
                        + " (select case when t.opening_place_id = p.id then 1 else 0 end" + ITS_TEAM + ") as opener"
                        + " from participation p where p.store_id = :store and "
                        + condition
                        + " for update",
                OrderPlaces::read,
                args);
    }

    private static PlaceMatch read(ResultSet row) throws SQLException {
        CampaignTerms whole = TermsJson.read(row.getString("terms"));
        String chosen = row.getString("chosen_variant_id");
        CampaignTerms terms = whole.of(chosen);
        Optional<FurtherArticle> further = Optional.ofNullable(chosen).flatMap(whole::article);
        int soldPlaces = row.getInt("sold_places");
        Money endPrice = soldPlaces == 0
                ? null
                : terms.priceWith(new TeamSales(soldPlaces, row.getInt("sold_units"), row.getInt("helps")));
        return new PlaceMatch(
                Participations.read(row),
                chosen == null ? row.getString("variant_id") : chosen,
                terms,
                further.isPresent()
                        ? further.get().listPrice()
                        : Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("list_price")),
                PriceBy.valueOf(row.getString("price_by")),
                endPrice,
                row.getInt("opener") == 1,
                new PlaceMatch.Exchange(
                        further.isPresent() ? further.get().productId() : row.getString("product_id"),
                        row.getString("line_id"),
                        Set.of(),
                        Set.of()));
    }
}
