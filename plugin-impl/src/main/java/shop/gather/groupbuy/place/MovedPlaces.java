package shop.gather.groupbuy.place;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.event.Events;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** The rows of places that are moved to another team. Thread-safe. */
@Singleton
public class MovedPlaces {

    private final StoreSql sql;
    private final Events events;
    private final TeamHistory history;
    private final Event<PlaceMoved> moves;

    @Inject
    MovedPlaces(StoreSql sql, Events events, TeamHistory history, Event<PlaceMoved> moves) {
        this.sql = sql;
        this.events = events;
        this.history = history;
        this.moves = moves;
    }

    /**
     * Moves a place that was paid too late to another team that has counted it, in the current transaction, and emits
     * the event; false if the place was no longer in the state in which it was read.
     *
     * @throws shop.gather.platform.database.DuplicateKey if the member has another open place in the campaign
     */
    public boolean moveTo(StoreId store, Participation place, TeamId team, String reason) {
        State to = Step.MOVE.from(place.state());
        boolean moved = sql.update(
                        store,
                        "update participation set state = ?, reason = ?, team_id = ?, active_member_id = member_id"
                                + " where store_id = :store and id = ? and state = ?",
                        to,
                        reason,
                        team,
                        place.id(),
                        place.state())
                == 1;
        if (moved) {
            history.moved(store, place, team, reason);
            moves.fire(new PlaceMoved(store, place, to));
            events.emit(store, Step.MOVE.event().place(place.id(), team, place.member(), reason));
        }
        return moved;
    }

    /** Whether the buyer of a place holds or has paid another open place of the campaign; in the current transaction. */
    public boolean hasAnotherOpen(StoreId store, Participation place) {
        return sql.first(
                        store,
                        "select id from participation where store_id = :store and member_id = ? and campaign_id = ?"
                                + " and state in ('RESERVED', 'HELD', 'PAID') and id <> ? fetch first 1 rows only",
                        row -> true,
                        place.member(),
                        place.campaign(),
                        place.id())
                .isPresent();
    }
}
