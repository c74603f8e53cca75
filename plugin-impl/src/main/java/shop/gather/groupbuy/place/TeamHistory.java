package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * Records what happens to the places of teams, in the transaction in which it happens: one insert that locks no other
 * row. Joins are not recorded, because the row of a place says when it was taken. Thread-safe.
 */
@Singleton
public class TeamHistory {

    private static final String INSERT =
            "insert into team_history (store_id, team_id, happened_at, id, what, reason, participation_id)"
                    + " values (:store, ?, now(), ?, ?, ?, ?)";

    /** Everything that can happen to a team and to its places. Constants are stored: they never change their names. */
    public enum What {
        TEAM_OPENED,
        /** The owner lets the team end with the places that are paid. */
        TEAM_ACCEPTED,
        /** The team has sold all units that it has: its cut-off is now. */
        TEAM_SOLD_OUT,
        /** A friend has lowered the buyer's price by one step. */
        TEAM_HELPED,
        TEAM_DEADLINE,
        TEAM_SUCCEEDED,
        TEAM_FAILED,
        DRAW_HELD,
        PLACE_JOINED,
        /** The payment of the presale was opened for a place. */
        PAYMENT_OPENED,
        /** The payment of the presale was never opened. */
        RESERVATION_RELEASED,
        PLACE_EXPIRED,
        PLACE_GIVEN_BACK,
        PLACE_REFUSED,
        /** The owner has decided that an order pays for the place. */
        ORDER_ACCEPTED,
        PLACE_PAID,
        PLACE_PAID_LATE,
        /** A late payment was moved to another team. */
        PLACE_MOVED_AWAY,
        /** A late payment has come from another team. */
        PLACE_MOVED_IN,
        PLACE_WITHDRAWN,
        PLACE_LEFT,
        PLACE_CONFIRMED,
        PLACE_NOT_DRAWN,
        PLACE_CASE_NOT_FILLED,
        PLACE_FAILED,
        PAYMENT_DECLINED,
        PLACE_PAID_AGAIN,
        PLACE_UNPAID,
        PLACE_RETURNED,
        PLACE_RESTORED,
        PAYMENT_CAPTURED,
        /** The owner has recorded what was delivered. */
        DELIVERY_RECORDED,
        ORDER_CANCELLED,
        PAYMENT_REFUNDED,
        REBATE_REFUNDED,
        /** The shop has given credit to a buyer whose place was not drawn. */
        CONSOLATION_GIVEN,
        /** The whole rebate of a buyer has been seen to come back. */
        REBATE_PAID_BACK,
        /** The shop has refused a capture, a cancellation or a refund. */
        SETTLEMENT_REFUSED;

        /** The stable code, such as {@code place-paid}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static What of(Step step) {
            return switch (step) {
                case OPEN_PAYMENT -> PAYMENT_OPENED;
                case RELEASE -> RESERVATION_RELEASED;
                case EXPIRE -> PLACE_EXPIRED;
                case GIVE_BACK -> PLACE_GIVEN_BACK;
                case REFUSE -> PLACE_REFUSED;
                case PAY -> PLACE_PAID;
                case PAY_LATE -> PLACE_PAID_LATE;
                case MOVE -> PLACE_MOVED_IN;
                case WITHDRAW -> PLACE_WITHDRAWN;
                case LEAVE -> PLACE_LEFT;
                case CONFIRM -> PLACE_CONFIRMED;
                case LOSE -> PLACE_NOT_DRAWN;
                case LEAVE_OUT -> PLACE_CASE_NOT_FILLED;
                case FAIL -> PLACE_FAILED;
                case PAY_AGAIN -> PLACE_PAID_AGAIN;
                case GIVE_UP -> PLACE_UNPAID;
                case RETURN -> PLACE_RETURNED;
                case RESTORE -> PLACE_RESTORED;
            };
        }
    }

    private final StoreSql sql;

    @Inject
    TeamHistory(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Something has happened to a place, in the current transaction. The place's team and order are those of its row
     * now. Does nothing if there is no such place.
     *
     * @param reason a stable code; null for the normal course
     */
    public void record(StoreId store, ParticipationId place, What what, String reason) {
        sql.update(
                store,
                "insert into team_history (store_id, team_id, happened_at, id, what, reason, participation_id, order_id)"
                        + " select p.store_id, p.team_id, now(), cast(? as uuid), cast(? as varchar(40)),"
                        + " cast(? as varchar(300)), p.id, p.order_id from participation p"
                        + " where p.store_id = :store and p.id = ?",
                Ids.next(),
                what,
                reason,
                place);
    }

    /** The payment of a presale was opened for these places of its team, in the current transaction. */
    public void paymentOpened(StoreId store, TeamId team, List<ParticipationId> places) {
        sql.batch(
                store,
                INSERT,
                places.stream()
                        .map(place -> new Object[] {team, Ids.next(), What.PAYMENT_OPENED, null, place})
                        .toList());
    }

    /** The owner has accepted a team that is not full, in the current transaction. */
    public void accepted(StoreId store, TeamId team) {
        sql.update(store, INSERT, team, Ids.next(), What.TEAM_ACCEPTED, "accepted-by-the-owner", null);
    }

    /** All units of a team's capacity are paid, in the current transaction. */
    public void soldOut(StoreId store, TeamId team) {
        sql.update(store, INSERT, team, Ids.next(), What.TEAM_SOLD_OUT, "capacity-reached", null);
    }

    /** A friend has helped the buyer of a team, in the current transaction. */
    public void helped(StoreId store, TeamId team) {
        sql.update(store, INSERT, team, Ids.next(), What.TEAM_HELPED, null, null);
    }

    /**
     * A place was moved from its team to another one, in the current transaction. Its join is recorded for the old team,
     * because its row now belongs to the new one.
     *
     * @param place as it was before
     */
    void moved(StoreId store, Participation place, TeamId team, String reason) {
        Instant joined = place.createdAt();
        sql.update(
                store,
                "insert into team_history (store_id, team_id, happened_at, id, what, participation_id) values (:store, ?, ?, ?, ?, ?)",
                place.team(),
                joined,
                Ids.next(),
                What.PLACE_JOINED,
                place.id());
        sql.batch(
                store,
                INSERT,
                List.of(
                        new Object[] {place.team(), Ids.next(), What.PLACE_MOVED_AWAY, reason, place.id()},
                        new Object[] {team, Ids.next(), What.PLACE_MOVED_IN, reason, place.id()}));
    }
}
