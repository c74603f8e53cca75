package shop.gather.groupbuy.cycle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.cycle.Series.CycleState;
import shop.gather.groupbuy.cycle.Series.Entry;
import shop.gather.groupbuy.cycle.Series.State;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** The rows of series and of their cycles. Runs in the caller's transaction. Thread-safe. */
@Singleton
class SeriesRows {

    private final StoreSql sql;

    @Inject
    SeriesRows(StoreSql sql) {
        this.sql = sql;
    }

    Optional<Series> find(StoreId store, CampaignId id) {
        return sql.first(
                store, "select * from campaign_series where store_id = :store and id = ?", SeriesRows::read, id);
    }

    /** The series to which a campaign belongs. */
    Optional<Series> of(StoreId store, CampaignId campaign) {
        return sql.first(
                store,
                "select s.* from campaign_cycle c join campaign_series s on s.store_id = c.store_id and s.id = c.series_id"
                        + " where c.store_id = :store and c.campaign_id = ?",
                SeriesRows::read,
                campaign);
    }

    /** Reads and locks a series for the rest of the transaction. */
    Optional<Series> lock(StoreId store, CampaignId id) {
        return sql.first(
                store,
                "select * from campaign_series where store_id = :store and id = ? for update",
                SeriesRows::read,
                id);
    }

    /** Inserts a series that is due now; false if there is one with this id. */
    boolean insert(StoreId store, Series series) {
        return sql.insertIfAbsent(
                store,
                "insert into campaign_series (store_id, id, template_id, rule, first_cut_off, opens_before_seconds, ahead,"
                        + " state, due_at, version, created_at) values (:store, ?, ?, ?, ?, ?, ?, ?, now(), 0, now())",
                series.id(),
                series.template(),
                series.rule().text(),
                series.firstCutOff(),
                series.opensBefore().toSeconds(),
                series.ahead(),
                series.state());
    }

    /**
     * Replaces the plan of a series.
     *
     * @param dueAt null for never
     */
    void change(StoreId store, Series series, Instant dueAt) {
        sql.update(
                store,
                "update campaign_series set template_id = ?, rule = ?, first_cut_off = ?, opens_before_seconds = ?,"
                        + " ahead = ?, due_at = ?, version = version + 1 where store_id = :store and id = ?",
                series.template(),
                series.rule().text(),
                series.firstCutOff(),
                series.opensBefore().toSeconds(),
                series.ahead(),
                dueAt,
                series.id());
    }

    /** @param dueAt null for never */
    void state(StoreId store, CampaignId id, State state, Instant dueAt) {
        sql.update(
                store,
                "update campaign_series set state = ?, due_at = ?, version = version + 1"
                        + " where store_id = :store and id = ?",
                state,
                dueAt,
                id);
    }

    /** Ends an active series, unless it was changed since it was read. */
    void end(StoreId store, Series read) {
        sql.update(
                store,
                "update campaign_series set state = 'ENDED', due_at = null, version = version + 1"
                        + " where store_id = :store and id = ? and version = ? and state = 'ACTIVE'",
                read.id(),
                read.version());
    }

    /** Sets when an active series is due again, unless it was changed since it was read. */
    void dueAt(StoreId store, Series read, Instant at) {
        sql.update(
                store,
                "update campaign_series set due_at = ? where store_id = :store and id = ? and version = ?"
                        + " and state = 'ACTIVE'",
                at,
                read.id(),
                read.version());
    }

    /** As {@link #dueAt}, for a series that makes no cycles any more, or not now; null for never. */
    void openDraftsDueAt(StoreId store, Series read, Instant at) {
        sql.update(
                store,
                "update campaign_series set due_at = ? where store_id = :store and id = ? and version = ?"
                        + " and state <> 'ACTIVE'",
                at,
                read.id(),
                read.version());
    }

    /**
     * Enters a cut-off; false if it has an entry.
     *
     * @param opens when standing orders are to be served; null for never
     */
    boolean enter(StoreId store, CampaignId series, Entry entry, Instant opens) {
        return sql.insertIfAbsent(
                store,
                "insert into campaign_cycle (store_id, series_id, cut_off, campaign_id, state, orders_due_at, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, now())",
                series,
                entry.cutOff(),
                entry.campaign(),
                entry.state(),
                opens);
    }

    /** True if the entry was in another state. */
    boolean move(StoreId store, CampaignId series, Instant cutOff, CycleState state) {
        return sql.update(
                        store,
                        "update campaign_cycle set state = ? where store_id = :store and series_id = ? and cut_off = ?"
                                + " and state <> ?",
                        state,
                        series,
                        cutOff,
                        state)
                == 1;
    }

    /** True if the date was skipped. */
    boolean unskip(StoreId store, CampaignId series, Instant cutOff) {
        return sql.update(
                        store,
                        "delete from campaign_cycle where store_id = :store and series_id = ? and cut_off = ?"
                                + " and state = 'SKIPPED'",
                        series,
                        cutOff)
                == 1;
    }

    Optional<Entry> entry(StoreId store, CampaignId series, Instant cutOff) {
        return sql.first(
                store,
                "select * from campaign_cycle where store_id = :store and series_id = ? and cut_off = ?",
                SeriesRows::entry,
                series,
                cutOff);
    }

    /** The entries with a cut-off after an instant, in ascending order. */
    List<Entry> after(StoreId store, CampaignId series, Instant instant) {
        return sql.list(
                store,
                "select * from campaign_cycle where store_id = :store and series_id = ? and cut_off > ? order by cut_off",
                SeriesRows::entry,
                series,
                instant);
    }

    /** The entries with a cut-off before an instant, newest first. */
    List<Entry> before(StoreId store, CampaignId series, Instant instant, int most) {
        return sql.list(
                store,
                "select * from campaign_cycle where store_id = :store and series_id = ? and cut_off < ?"
                        + " order by cut_off desc limit ?",
                SeriesRows::entry,
                series,
                instant,
                most);
    }

    /** The drafts that were not published before their cut-offs. */
    List<Entry> unpublishedBefore(StoreId store, CampaignId series, Instant instant) {
        return sql.list(
                store,
                "select * from campaign_cycle where store_id = :store and series_id = ? and cut_off <= ?"
                        + " and state in ('DRAFTED', 'BLOCKED') order by cut_off limit 100",
                SeriesRows::entry,
                series,
                instant);
    }

    /** The last cut-off with a campaign that is before another one. */
    Optional<Instant> previous(StoreId store, CampaignId series, Instant cutOff) {
        return sql.first(
                store,
                "select cut_off from campaign_cycle where store_id = :store and series_id = ? and cut_off < ?"
                        + " and campaign_id is not null order by cut_off desc limit 1",
                row -> StoreSql.instant(row, "cut_off"),
                series,
                cutOff);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                StoreSql.instant(row, "cut_off"),
                StoreSql.id(row, "campaign_id", CampaignId::new),
                CycleState.valueOf(row.getString("state")));
    }

    private static Series read(ResultSet row) throws SQLException {
        return new Series(
                StoreSql.id(row, "id", CampaignId::new),
                StoreSql.id(row, "template_id", CampaignId::new),
                new CutOffRule(row.getString("rule")),
                StoreSql.instant(row, "first_cut_off"),
                Duration.ofSeconds(row.getLong("opens_before_seconds")),
                row.getInt("ahead"),
                State.valueOf(row.getString("state")),
                row.getLong("version"));
    }
}
