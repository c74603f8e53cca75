package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.StatelessSession;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** One session for each transaction of a store, and none without. */
class StoreSessionTest {

    private static final Supplier<StatelessSession> NONE_OPENS = () -> {
        throw new AssertionError("a second session");
    };

    @OnBothDatabases
    void aTransactionHasOneSessionThatEndsWithIt(StoreDatabase database) {
        List<StatelessSession> sessions = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            database.transactions().inStore(database.store(), () -> {
                read(database);
                sessions.add(CurrentStore.session(NONE_OPENS));
                database.transactions().inStore(database.store(), () -> read(database));
                assertThat(CurrentStore.session(NONE_OPENS)).isSameAs(sessions.get(sessions.size() - 1));
                assertThat(CurrentStore.session(NONE_OPENS).isOpen()).isTrue();
            });
        }
        assertThat(sessions).doesNotHaveDuplicates().hasSize(2).noneMatch(StatelessSession::isOpen);
    }

    @OnBothDatabases
    void itEndsWhereTheTransactionFails(StoreDatabase database) {
        List<StatelessSession> sessions = new ArrayList<>();
        assertThatThrownBy(() -> database.transactions().inStore(database.store(), () -> {
                    read(database);
                    sessions.add(CurrentStore.session(NONE_OPENS));
                    throw new UnsupportedOperationException("on purpose");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(sessions).hasSize(1).noneMatch(StatelessSession::isOpen);
    }

    @OnBothDatabases
    void itSharesTheConnectionWithNativeStatements(StoreDatabase database) {
        database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "insert into payout_minimum (store_id, currency, amount) values (:store, 'EUR', 5)");
            assertThat(read(database)).isEqualTo(1);
            database.sql().update(database.store(), "delete from payout_minimum where store_id = :store");
            assertThat(read(database)).isZero();
        });
    }

    @OnBothDatabases
    void withoutATransactionOfAStoreThereIsNone(StoreDatabase database) {
        assertThatIllegalStateException().isThrownBy(() -> read(database));
        assertThatIllegalStateException()
                .isThrownBy(() -> database.transactions().inDirectory(() -> read(database)));
    }

    @OnBothDatabases
    void aStatementThatFailsFailsAsANativeOneDoes(StoreDatabase database) {
        assertThatThrownBy(() -> database.transactions().inStore(database.store(), () -> database.bean(
                                StatelessSession.class)
                        .createNativeQuery("select amount from no_such_table where store_id = :store", Long.class)
                        .setParameter("store", database.store().value())
                        .getResultList()))
                .isExactlyInstanceOf(DatabaseFailure.class)
                .hasCauseInstanceOf(SQLException.class);
    }

    @OnBothDatabases
    void theLogQuotesNoValueOfAStatementThatFails(StoreDatabase database) {
        List<String> logged = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Handler heard = new Handler() {
            @Override
            public void publish(LogRecord record) {
                // The test's PostgreSQL quotes it in its own log, which another thread copies into this one.
                if (Thread.currentThread() == caller) {
                    logged.add(record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(heard);
        try {
            assertThatThrownBy(() -> database.transactions()
                            .inStore(database.store(), () -> database.bean(StatelessSession.class)
                                    .createNativeQuery(
                                            "select cast('Mara' as integer) from payout_minimum where store_id = :store",
                                            Long.class)
                                    .setParameter("store", database.store().value())
                                    .getResultList()))
                    .isInstanceOf(DatabaseFailure.class);
        } finally {
            root.removeHandler(heard);
        }
        assertThat(logged).noneMatch(line -> line.contains("Mara"));
    }

    private static long read(StoreDatabase database) {
        return database.bean(StatelessSession.class)
                .createNativeQuery("select count(*) from payout_minimum where store_id = :store", Long.class)
                .setParameter("store", database.store().value())
                .getSingleResult();
    }
}
