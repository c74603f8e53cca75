package shop.gather.groupbuy;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import shop.gather.groupbuy.Participations.State;
import shop.gather.host.Alarms;
import shop.gather.host.OrderRead;
import shop.gather.host.ShopCommands;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.outbox.Events;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;

/**
 * Brings a place to what its order says: paid, given back, late. Comes after every read of an order and asks nothing of what came before but the rows. Locks the place before its
 * team.
 */
@Singleton
class PaidPlaces {

    private static final Set<State> GIVING_BACK = Set.of(State.FAILED, State.LATE, State.UNPAID);

    private static final String ITS_CAMPAIGN =
            " from campaign c where c.store_id = p.store_id and c.id = p.campaign_id";

    private final StoreSql sql;
    private final Participations participations;
    private final Teams teams;
    private final TeamEnds ends;
    private final DeclinedPayments declined;
    private final ShopCommands commands;
    private final Alarms alarms;
    private final Events events;

    @Inject
    PaidPlaces(
            StoreSql sql,
            Participations participations,
            Teams teams,
            TeamEnds ends,
            DeclinedPayments declined,
            ShopCommands commands,
            Alarms alarms,
            Events events) {
        this.sql = sql;
        this.participations = participations;
        this.teams = teams;
        this.ends = ends;
        this.declined = declined;
        this.commands = commands;
        this.alarms = alarms;
        this.events = events;
    }

    /** A place with what its campaign promised. */
    private record Match(Participations.Row place, String variantId, long groupPrice, long listPrice) {}

    void on(@Observes @Priority(OrderRead.PLACES) OrderRead read) {
        StoreId store = read.store();
        OrderSnapshot order = read.order();
        Optional<Match> match = find(store, order, read.member());
        if (match.isEmpty()) {
            return;
        }
        Match found = match.get();
        OrderFacts.of(order, found.variantId()).ifPresent(facts -> apply(store, found, facts));
    }

    private void apply(StoreId store, Match match, OrderFacts facts) {
        Participations.Row place = match.place();
        State state = place.state();
        if (facts.paid()) {
            state = switch (state) {
                case HELD, EXPIRED, WITHDRAWN, REFUSED -> pay(store, place, facts, match);
                default -> state;
            };
        } else if (state == State.PAID) {
            state = giveUp(store, place);
        }
        if (state == State.CONFIRMED) {
            state = facts.givenBack()
                    ? returned(store, place, State.CONFIRMED, "order-cancelled-or-refunded")
                    : declined.check(store, place, facts, duties(store, place, State.CONFIRMED, facts));
        }
        List<OrderDuties.Duty> duties = duties(store, place, state, facts);
        duties.forEach(duty -> commands.issue(store, duty.key(), place.id(), duty.command()));
        if (duties.isEmpty() && GIVING_BACK.contains(state) && !facts.lineStands()) {
            returned(store, place, state, state == State.UNPAID ? DeclinedPayments.GIVEN_UP : place.reason());
        }
    }

    private List<OrderDuties.Duty> duties(StoreId store, Participations.Row place, State state, OrderFacts facts) {
        return OrderDuties.of(
                place.id(), state, facts, key -> commands.state(store, key).orElse(null) == ShopCommands.State.REFUSED);
    }

    /** The buyer has paid: the place is the buyer's if the team still takes it at the time the shop says that the payment was made. */
    private State pay(StoreId store, Participations.Row place, OrderFacts facts, Match match) {
        Instant paidAt = facts.paidAt().orElse(facts.order().placedAt());
        link(store, place, facts, paidAt);
        boolean counted = place.state() == State.HELD
                ? teams.payHeld(store, place.team(), paidAt)
                : teams.payFree(store, place.team(), paidAt);
        if (!counted) {
            return late(store, place);
        }
        participations.move(store, place.id(), place.state(), State.PAID, null);
        checkPrice(store, facts, match);
        participations.announce(store, place, "participation.paid", null);
        if (teams.find(store, place.team()).map(Teams.Row::state).orElse(null) == Teams.State.SUCCEEDED) {
            events.emit(store, "team.succeeded", Map.of("team", place.team().toString()));
        }
        ends.soon(store, place.team());
        return State.PAID;
    }

    private void link(StoreId store, Participations.Row place, OrderFacts facts, Instant paidAt) {
        Instant warnAt =
                facts.captureBefore().map(end -> end.minusSeconds(24 * 3600)).orElse(null);
        sql.update(
                store,
                "update participation set order_id = ?, paid_at = ?, capture_before = ?, recheck_at = ? where store_id = :store and id = ?",
                facts.order().orderId(),
                paidAt,
                facts.captureBefore().orElse(null),
                warnAt,
                place.id());
    }

    private State late(StoreId store, Participations.Row place) {
        Teams.State team = teams.find(store, place.team()).map(Teams.Row::state).orElse(Teams.State.FAILED);
        String reason = team == Teams.State.SUCCEEDED || team == Teams.State.OPEN
                ? "paid-after-the-team-was-full"
                : "paid-after-the-deadline";
        participations.move(store, place.id(), place.state(), State.LATE, reason);
        if (place.state() == State.HELD) {
            teams.releaseHeld(store, place.team());
        }
        participations.announce(store, place, "participation.late", reason);
        return State.LATE;
    }

    private State giveUp(StoreId store, Participations.Row place) {
        if (teams.releasePaid(store, place.team())) {
            participations.move(store, place.id(), State.PAID, State.WITHDRAWN, "order-cancelled-or-refunded");
            participations.announce(store, place, "participation.withdrawn", "order-cancelled-or-refunded");
            return State.WITHDRAWN;
        }
        return State.PAID;
    }

    private State returned(StoreId store, Participations.Row place, State from, String reason) {
        if (participations.move(store, place.id(), from, State.RETURNED, reason)) {
            participations.announce(store, place, "participation.returned", reason);
            declined.over(store, place);
        }
        return State.RETURNED;
    }

    /** What was paid is compared with what was offered, always. */
    private void checkPrice(StoreId store, OrderFacts facts, Match match) {
        int beyond = Math.max(0, facts.line().quantity() - Campaigns.MAX_QUANTITY);
        long expected = match.groupPrice() * (facts.line().quantity() - beyond) + match.listPrice() * beyond;
        long paid = facts.line().gross().getAmountMinorLong();
        if (paid != expected) {
            alarms.raise(
                    store,
                    "price:" + facts.order().orderId(),
                    "paid-other-price",
                    "Order " + facts.order().number() + " paid " + facts.line().gross() + " for "
                            + facts.line().quantity()
                            + " of the team's article where the campaign offers another price. Check it, and refund the difference if the buyer paid too much.");
        }
    }

    /** An order belongs to a place by what it was linked to before, else by its meta data, else by member and variant within the hold. */
    private Optional<Match> find(StoreId store, OrderSnapshot order, Optional<UUID> member) {
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
            Optional<Match> byVariant = match(
                    store,
                    "p.member_id = ? and (select c.variant_id" + ITS_CAMPAIGN
                            + ") = ? and p.order_id is null and p.state in ('HELD', 'EXPIRED') and p.created_at <= ?"
                            + " and p.hold_until >= ?",
                    member.get(),
                    line.variantId(),
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
                "select p.*, (select c.variant_id" + ITS_CAMPAIGN + ") as variant_id, (select c.group_price"
                        + ITS_CAMPAIGN
                        + ") as group_price, (select c.list_price" + ITS_CAMPAIGN
                        + ") as list_price from participation p where p.store_id = :store and " + condition
                        + " order by p.created_at desc limit 1 for update",
                PaidPlaces::read,
                args);
    }

    private static Match read(ResultSet row) throws SQLException {
        return new Match(
                Participations.read(row),
                row.getString("variant_id"),
                row.getLong("group_price"),
                row.getLong("list_price"));
    }
}
