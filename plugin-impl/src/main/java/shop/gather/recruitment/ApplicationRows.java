package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;

/** Reads applications. Thread-safe. */
@Singleton
class ApplicationRows {

    private static final String SELECT =
            "select a.*, l.id as leader_id from application a left join leader l on l.store_id = a.store_id"
                    + " and l.member_id = a.member_id where a.store_id = :store";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    ApplicationRows(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** @throws ProblemException if there is no such application */
    Application get(StoreId store, UUID id) {
        return transactions.inStore(store, () -> require(store, id));
    }

    /** A page of applications in a state, newest first. */
    Page<Application> page(StoreId store, Application.State state, String cursor, int limit) {
        List<Application> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT + " and a.state = ? and a.id < ? order by a.id desc limit ?",
                        this::read,
                        state,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Application::id, application -> application);
    }

    /** A page of a member's own applications, newest first. */
    Page<Application> pageOfMember(StoreId store, UUID member, String cursor, int limit) {
        List<Application> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        SELECT + " and a.member_id = ? and a.id < ? order by a.id desc limit ?",
                        this::read,
                        member,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Application::id, application -> application);
    }

    /** As {@link #get} in the caller's transaction. */
    Application require(StoreId store, UUID id) {
        return sql.first(store, SELECT + " and a.id = ?", this::read, id)
                .orElseThrow(() -> ProblemException.notFound("application"));
    }

    private Application read(ResultSet row) throws SQLException {
        return new Application(
                StoreSql.uuid(row, "id"),
                StoreSql.uuid(row, "programme_id"),
                StoreSql.uuid(row, "member_id"),
                StoreSql.uuid(row, "leader_id"),
                StoreSql.uuid(row, "recruiter_id"),
                row.getString("pitch"),
                Application.State.valueOf(row.getString("state")),
                Arrays.asList(StrictJson.codec().fromJson(row.getString("screening"), Rule.Verdict[].class)),
                row.getString("decided_by"),
                row.getString("reason"),
                StoreSql.instant(row, "applied_at"),
                StoreSql.instant(row, "decided_at"));
    }
}
