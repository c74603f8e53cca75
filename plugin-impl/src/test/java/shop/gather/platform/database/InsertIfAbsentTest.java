package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;

/** Rows that may be there already are inserted all or not at all, and the transaction goes on. */
class InsertIfAbsentTest {

    private static final String MEMBER =
            "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values (:store, ?, ?, now(), now())";

    @OnBothDatabases
    void allAreInsertedIfNoneIsThere(StoreDatabase shared) {
        StoreDatabase store = shared.anotherStore();

        assertThat(inserted(store, member("Ada"), member("Bea"))).isTrue();

        assertThat(names(store)).containsExactly("Ada", "Bea");
    }

    @OnBothDatabases
    void noneIsInsertedIfOneIsThereAndTheTransactionGoesOn(StoreDatabase shared) {
        StoreDatabase store = shared.anotherStore();
        Object[] ada = member("Ada");
        store.transactions().inStore(store.store(), () -> {
            assertThat(inserted(store, ada)).isTrue();
            assertThat(inserted(store, member("Bea"), ada, member("Cleo"))).isFalse();
            assertThat(inserted(store, member("Dora"))).isTrue();
        });

        assertThat(names(store)).containsExactly("Ada", "Dora");
    }

    private static boolean inserted(StoreDatabase store, Object[]... members) {
        return store.transactions()
                .inStore(store.store(), () -> store.sql().insertAllIfAbsent(store.store(), MEMBER, List.of(members)));
    }

    private static Object[] member(String name) {
        return new Object[] {Ids.next(), name};
    }

    private static List<String> names(StoreDatabase store) {
        return store.transactions().inStore(store.store(), () -> store.sql()
                .list(
                        store.store(),
                        "select display_name from member where store_id = :store order by display_name",
                        row -> row.getString("display_name")));
    }
}
