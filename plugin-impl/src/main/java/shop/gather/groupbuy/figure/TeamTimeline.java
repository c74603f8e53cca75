package shop.gather.groupbuy.figure;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.TeamHistory.What;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;

/**
 * Everything that has happened to a team, oldest first: from its own row, from the rows of its places and from its
 * history. Two statements per page. Thread-safe.
 */
@Singleton
public class TeamTimeline {

    /** The ranks of what has happened at the same instant. */
    private static final int OPENED = 0;

    private static final int JOINED = 1;
    private static final int PLACES = 2;
    private static final int DEADLINE = 3;
    private static final int ENDED = 4;
    private static final int DRAWN = 5;

    private static final String COLUMNS = " as place_rank, h.id, h.what, h.reason, h.participation_id, h.order_id";

    private static final String HISTORY =
            "(select h.happened_at, case when h.what = 'PLACE_JOINED' then " + JOINED + " else "
                    + PLACES + " end" + COLUMNS + " from team_history h where h.store_id = :store and h.team_id = ?"
                    + " and h.happened_at >= ?)";

    /** A place that has come from another team has not joined this one. */
    private static final String JOINS = "(select p.created_at, " + JOINED
            + ", p.id, 'PLACE_JOINED', null, p.id, null from participation p where p.store_id = :store and p.team_id = ?"
            + " and p.created_at >= ? and p.id not in (select m.participation_id from team_history m"
            + " where m.store_id = :store and m.team_id = ? and m.what = 'PLACE_MOVED_IN'))";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    TeamTimeline(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /**
     * Something that has happened.
     *
     * @param reason a stable code; null for the normal course
     * @param place null if it concerns the whole team
     * @param orderId null if no order was linked to the place then
     */
    public record Entry(Instant at, What what, String reason, ParticipationId place, String orderId) {}

    private record Row(TimelineCursor cursor, Entry entry) {}

    /**
     * A page of the timeline.
     *
     * @param cursor of the page before; null for the first one
     * @throws ProblemException NOT_FOUND if the store has no such team, INVALID_VALUE for the cursor
     */
    public Page<Entry> page(StoreId store, TeamId team, String cursor, int limit) {
        TimelineCursor after = TimelineCursor.parse(cursor);
        return transactions.inStore(store, () -> {
            List<Row> rows = new ArrayList<>(ofTeam(store, team));
            rows.removeIf(row -> row.cursor().compareTo(after) <= 0);
            rows.addAll(ofPlaces(store, team, after, limit + 1));
            rows.sort(Comparator.comparing(Row::cursor));
            boolean more = rows.size() > limit;
            List<Row> shown = more ? rows.subList(0, limit) : rows;
            return new Page<>(
                    shown.stream().map(Row::entry).toList(),
                    more ? shown.get(limit - 1).cursor().text() : null);
        });
    }

    private List<Row> ofPlaces(StoreId store, TeamId team, TimelineCursor after, int limit) {
        return sql.list(
                store,
                "select * from (" + HISTORY + " union all " + JOINS + ") e where e.happened_at > ? or e.place_rank > ?"
                        + " or e.place_rank = ? and e.id > ? order by e.happened_at, e.place_rank, e.id limit ?",
                row -> {
                    Instant at = StoreSql.instant(row, "happened_at");
                    return new Row(
                            new TimelineCursor(at, row.getInt("place_rank"), StoreSql.uuid(row, "id")),
                            new Entry(
                                    at,
                                    What.valueOf(row.getString("what")),
                                    row.getString("reason"),
                                    StoreSql.id(row, "participation_id", ParticipationId::new),
                                    row.getString("order_id")));
                },
                team,
                after.at(),
                team,
                after.at(),
                team,
                after.at(),
                after.rank(),
                after.rank(),
                after.id(),
                limit);
    }

    /** The entries of the team itself; entries that are not due yet are left out. */
    private List<Row> ofTeam(StoreId store, TeamId team) {
        return sql.first(
                        store,
                        "select t.opened_at, t.deadline, t.closed_at, t.state, t.reason, t.most_helps,"
                                + " (select d.held_at from draw d where d.store_id = t.store_id and d.team_id = t.id) as held_at"
                                + " from team t where t.store_id = :store and t.id = ?",
                        row -> {
                            Instant deadline = StoreSql.instant(row, "deadline");
                            Instant closed = StoreSql.instant(row, "closed_at");
                            Instant held = StoreSql.instant(row, "held_at");
                            String state = row.getString("state");
                            boolean reached = closed == null ? state.equals("CLOSING") : !closed.isBefore(deadline);
                            boolean succeeded = state.equals("SUCCEEDED");
                            String early = row.getInt("most_helps") > 0 ? "all-helps-given" : "team-full";
                            String why = succeeded ? reached ? "minimum-reached" : early : row.getString("reason");
                            UUID id = team.value();
                            return Stream.of(
                                            entry(
                                                    StoreSql.instant(row, "opened_at"),
                                                    OPENED,
                                                    id,
                                                    What.TEAM_OPENED,
                                                    null),
                                            entry(reached ? deadline : null, DEADLINE, id, What.TEAM_DEADLINE, null),
                                            entry(
                                                    closed,
                                                    ENDED,
                                                    id,
                                                    succeeded ? What.TEAM_SUCCEEDED : What.TEAM_FAILED,
                                                    why),
                                            entry(held, DRAWN, id, What.DRAW_HELD, null))
                                    .flatMap(List::stream)
                                    .toList();
                        },
                        team)
                .orElseThrow(() -> ProblemException.notFound("team"));
    }

    /** Nothing if it has not happened. */
    private static List<Row> entry(Instant at, int rank, UUID id, What what, String reason) {
        return at == null
                ? List.of()
                : List.of(new Row(new TimelineCursor(at, rank, id), new Entry(at, what, reason, null, null)));
    }
}
