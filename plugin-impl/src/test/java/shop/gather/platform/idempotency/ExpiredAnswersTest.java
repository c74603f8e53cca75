package shop.gather.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

class ExpiredAnswersTest {

    private static void answer(StoreDatabase database, String key, int hoursAgo, boolean money) {
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "insert into idempotent_answer (store_id, principal, operation, idempotency_key, body_hash, status, body,"
                                + " keep_for_ever, created_at) values (:store, 'owner', 'a request', ?, 'hash', 200, '{}', ?,"
                                + " now() - cast(? as integer) * interval '1' hour)",
                        key,
                        money,
                        hoursAgo));
    }

    private static List<String> kept(StoreDatabase database) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select idempotency_key from idempotent_answer where store_id = :store order by idempotency_key",
                        row -> row.getString("idempotency_key")));
    }

    @OnBothDatabases
    void areDeletedAfterADayButForThoseThatMovedMoney(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        answer(database, "money", 1000, true);
        answer(database, "new", 23, false);
        answer(database, "old", 25, false);
        answer(other, "old", 25, false);
        ExpiredAnswers expired = database.bean(ExpiredAnswers.class);
        assertThat(expired.stores()).contains(database.store(), other.store());

        assertThat(expired.delete(database.store())).isEqualTo(1);

        assertThat(kept(database)).containsExactly("money", "new");
        assertThat(kept(other)).as("another store's").containsExactly("old");
        assertThat(expired.stores()).doesNotContain(database.store());
    }

    @OnBothDatabases
    void areDeletedInPieces(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        for (int i = 0; i < 501; i++) {
            answer(database, "old" + i, 25, false);
        }
        ExpiredAnswers expired = database.bean(ExpiredAnswers.class);
        assertThat(expired.delete(database.store())).isEqualTo(500);
        assertThat(expired.delete(database.store())).isEqualTo(1);
        assertThat(kept(database)).isEmpty();
    }
}
