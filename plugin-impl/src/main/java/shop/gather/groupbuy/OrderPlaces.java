package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.Campaign.PriceBy;
import shop.gather.host.Alarms;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;

/** Finds the place that an order pays for, and locks it. Thread-safe. */
@Singleton
class OrderPlaces {

    private static final String ITS_CAMPAIGN =
            " from campaign c where c.store_id = p.store_id and c.id = p.campaign_id";

    private final StoreSql sql;
    private final Alarms alarms;

    @Inject
    OrderPlaces(StoreSql sql, Alarms alarms) {
        this.sql = sql;
        this.alarms = alarms;
    }

    /** A place with what its campaign promised. */
    record Match(
            Participations.Row place, String variantId, String currency, long groupPrice, long listPrice, PriceBy by) {

        /** What so much of the article costs: a place's share at the group price, the rest at the shop's. */
        Money price(BigDecimal quantity) {
            BigDecimal atGroupPrice = quantity.min(BigDecimal.valueOf(Campaigns.MAX_QUANTITY));
            return groupMoney()
                    .multipliedBy(atGroupPrice, RoundingMode.HALF_UP)
                    .plus(listMoney().multipliedBy(quantity.subtract(atGroupPrice), RoundingMode.HALF_UP));
        }

        Money groupMoney() {
            return Money.ofMinor(CurrencyUnit.of(currency), groupPrice);
        }

        Money listMoney() {
            return Money.ofMinor(CurrencyUnit.of(currency), listPrice);
        }

        /** What the buyer gets back of an order; empty where the shop charged the group price, or sells in another currency now. */
        Optional<Rebate> rebate(PlaceFacts facts) {
            return by == PriceBy.REBATE && facts.order().currency().getCode().equals(currency)
                    ? Optional.of(Rebate.of(place.id(), facts, groupMoney()))
                    : Optional.empty();
        }
    }

    /** An order belongs to a place by what it was linked to before, else by its meta data, else by member and variant within the hold. */
    Optional<Match> find(StoreId store, OrderSnapshot order, Optional<UUID> member) {
        Optional<Match> linked = match(store, "p.order_id = ?", order.orderId());
        if (linked.isPresent() || member.isEmpty()) {
            return linked;
        }
        Optional<UUID> named = Ids.parse(order.metadata().get(OrderMetadata.PARTICIPATION));
        if (named.isPresent()) {
            Optional<Match> byName = match(store, "p.id = ? and p.member_id = ?", named.get(), member.get());
            byName.filter(found -> found.place().orderId() != null)
                    .ifPresent(
                            second -> alarms.raise(
                                    store,
                                    "second-order:" + order.orderId(),
                                    "second-order",
                                    "Order " + order.number()
                                            + " names a place that another order has paid for. Check it and refund it if it was a mistake."));
            return byName.filter(found -> found.place().orderId() == null);
        }
        for (OrderSnapshot.Line line : order.lines()) {
            if (line.variantId().isEmpty()) {
                continue;
            }
            Optional<Match> byVariant = match(
                    store,
                    "p.member_id = ? and (select c.variant_id" + ITS_CAMPAIGN
                            + ") = ? and p.order_id is null and p.state in ('HELD', 'EXPIRED') and p.created_at <= ?"
                            + " and p.hold_until >= ?",
                    member.get(),
                    line.variantId().get(),
                    order.placedAt().plusSeconds(30),
                    order.placedAt().minusSeconds(30));
            if (byVariant.isPresent()) {
                return byVariant;
            }
        }
        return Optional.empty();
    }

    /** Locks the place, and nothing of its campaign: that row is every other payment's and every join's too. */
    private Optional<Match> match(StoreId store, String condition, Object... args) {
        return sql.first(
                store,
                "select p.*, (select c.variant_id" + ITS_CAMPAIGN + ") as variant_id, (select c.currency" + ITS_CAMPAIGN
                        + ") as currency, (select c.group_price" + ITS_CAMPAIGN
                        + ") as group_price, (select c.list_price"
                        + ITS_CAMPAIGN + ") as list_price, (select c.price_by" + ITS_CAMPAIGN
                        + ") as price_by from participation p where p.store_id = :store and " + condition
                        + " order by p.created_at desc limit 1 for update",
                OrderPlaces::read,
                args);
    }

    private static Match read(ResultSet row) throws SQLException {
        return new Match(
                Participations.read(row),
                row.getString("variant_id"),
                row.getString("currency"),
                row.getLong("group_price"),
                row.getLong("list_price"),
                PriceBy.valueOf(row.getString("price_by")));
    }
}
