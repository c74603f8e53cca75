package shop.gather.groupbuy.team;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.Admission;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.team.BuyersOrders.Buyer;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** What a test sees of a team, its places, and the orders and messages of its buyers. */
abstract class SeenTeam {

    abstract StoreDatabase database();

    abstract TeamId teamId();

    private StoreId store() {
        return database().store();
    }

    State stateOf(ParticipationId place) {
        return database()
                .bean(Participations.class)
                .find(store(), place)
                .orElseThrow()
                .state();
    }

    /** The kinds of messages to the buyer about the teamId(), oldest first. */
    List<String> toldOfTeam(Buyer buyer) {
        return database().transactions().inStore(store(), () -> database()
                .sql()
                .list(
                        store(),
                        "select kind from message where store_id = :store and subject_id = ? and member_id ="
                                + " (select p.member_id from participation p where p.store_id = :store and p.id = ?) order by id",
                        row -> row.getString("kind"),
                        teamId(),
                        buyer.place()));
    }

    Team team(TeamId other) {
        return database().bean(Teams.class).find(store(), other).orElseThrow();
    }

    TeamId teamOf(Buyer buyer) {
        return database()
                .bean(Participations.class)
                .find(store(), buyer.place())
                .orElseThrow()
                .team();
    }

    Optional<ParticipationId> opener(TeamId other) {
        return database().bean(Participations.class).opener(store(), other);
    }

    /** Whether the order is due to be read again. */
    boolean isMarked(Buyer buyer) {
        return database()
                .transactions()
                .inStore(store(), () -> database()
                        .sql()
                        .first(
                                store(),
                                "select order_id from order_snapshot where store_id = :store and order_id = ? and dirty_since is not null",
                                row -> true,
                                buyer.order()))
                .isPresent();
    }

    /** What is recorded of the team, oldest first. */
    List<String> timeline() {
        return database().transactions().inStore(store(), () -> database()
                .sql()
                .list(
                        store(),
                        "select what from team_history where store_id = :store and team_id = ? order by id",
                        row -> row.getString("what"),
                        teamId()));
    }

    /** Counters equal rows. */
    void countersMustEqualRows() {
        long held = places("HELD");
        long paid = places("PAID") + places("CONFIRMED");
        if (team().held() != held || team().paid() != paid) {
            throw new AssertionError("held " + team().held() + " and paid " + team().paid() + ", but there are " + held
                    + " and " + paid + " places");
        }
    }

    private long places(String state) {
        return database()
                .transactions()
                .inStore(store(), () -> database()
                        .sql()
                        .first(
                                store(),
                                "select count(*) as n from participation where store_id = :store and team_id = ? and state = ?",
                                row -> row.getLong("n"),
                                teamId(),
                                state))
                .orElseThrow();
    }

    /** The kinds of messages to the buyer of a place about that place, oldest first. */
    List<String> told(Buyer buyer) {
        return database().transactions().inStore(store(), () -> database()
                .sql()
                .list(
                        store(),
                        "select kind from message where store_id = :store and subject_id = ? order by id",
                        row -> row.getString("kind"),
                        buyer.place()));
    }

    Optional<ParticipationId> opener() {
        return database().bean(Participations.class).opener(store(), teamId());
    }

    Admission admissionOf(Buyer buyer) {
        return database()
                .bean(Participations.class)
                .find(store(), buyer.place())
                .orElseThrow()
                .admission();
    }

    Team team() {
        return database().bean(Teams.class).find(store(), teamId()).orElseThrow();
    }

    State stateOf(Buyer buyer) {
        return database()
                .bean(Participations.class)
                .find(store(), buyer.place())
                .orElseThrow()
                .state();
    }

    /** When the team is looked at again. */
    Optional<Instant> teamIsDue() {
        return instant("select due_at as at from team where store_id = :store and id = ?", teamId().value());
    }

    /** When the place is looked at again. */
    Optional<Instant> placeIsDue(Buyer buyer) {
        return instant(
                "select recheck_at as at from participation where store_id = :store and id = ?",
                buyer.place().value());
    }

    /** What the shop is asked to do with an order, by the kind of command. */
    Map<String, String> commands(Buyer buyer) {
        Map<String, String> commands = new TreeMap<>();
        database().transactions().inStore(store(), () -> database()
                .sql()
                .list(
                        store(),
                        "select kind, payload from shop_command where store_id = :store and order_id = ?",
                        row -> commands.put(row.getString("kind"), row.getString("payload")),
                        buyer.order()));
        return commands;
    }

    /** The credits that the shop is asked to give. */
    List<String> credits() {
        return database().transactions().inStore(store(), () -> database()
                .sql()
                .list(
                        store(),
                        "select payload from shop_command where store_id = :store and kind = 'GiveCredit'",
                        row -> row.getString("payload")));
    }

    /** How often an event was written down. */
    long events(String type) {
        return database().transactions().inStore(store(), () -> database()
                .sql()
                .first(
                        store(),
                        "select count(*) as n from event_out where store_id = :store and type = ?",
                        row -> row.getLong("n"),
                        type)
                .orElseThrow());
    }

    private Optional<Instant> instant(String query, UUID id) {
        return database()
                .transactions()
                .inStore(store(), () -> database()
                        .sql()
                        .first(store(), query, row -> Optional.ofNullable(StoreSql.instant(row, "at")), id))
                .orElseThrow();
    }
}
