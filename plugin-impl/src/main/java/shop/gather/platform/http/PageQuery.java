package shop.gather.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Reads a page of one table, newest first, narrowed by what was asked for. For one use by one thread. */
public final class PageQuery {

    private final String table;
    private final StringBuilder where = new StringBuilder("store_id = :store and id < ?");
    private final List<Object> args = new ArrayList<>();

    /**
     * @param table with the columns {@code store_id} and {@code id}
     * @param cursor of the page before; null for the first page
     * @throws ProblemException if the cursor is not one of ours
     */
    public PageQuery(String table, String cursor) {
        this.table = table;
        this.args.add(Page.before(cursor));
    }

    /**
     * Keeps only rows with this value.
     *
     * @param value null for all rows
     */
    public PageQuery with(String column, Object value) {
        if (value != null) {
            where.append(" and ").append(column).append(" = ?");
            args.add(value);
        }
        return this;
    }

    /** Runs in the caller's transaction. */
    public <T> Page<T> read(
            StoreSql sql, StoreId store, int limit, StoreSql.RowReader<T> reader, Function<T, UUID> id) {
        List<Object> all = new ArrayList<>(args);
        all.add(limit + 1);
        List<T> rows = sql.list(
                store,
                "select * from " + table + " where " + where + " order by id desc limit ?",
                reader,
                all.toArray());
        return Page.of(rows, limit, id, row -> row);
    }
}
