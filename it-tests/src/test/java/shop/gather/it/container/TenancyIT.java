package shop.gather.it.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/** Inside the deployed module: what keeps stores apart and postings unchanged, below everything that HTTP can reach. */
@ExtendWith(ArquillianExtension.class)
class TenancyIT {

    private static final String INSERT_STORE =
            "insert into store (id, name, state, zone, sessions_ended, version, created_at) values (?, 'Store', "
                    + "'ACTIVE', 'UTC', 0, 0, now())";
    private static final String INSERT_MEMBER =
            "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                    + " values (:store, ?, 'Mia', now(), now())";

    @Inject
    Transactions transactions;

    @Inject
    StoreSql sql;

    @Deployment
    static WebArchive module() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("gather.war")))
                .addClass(TenancyIT.class);
    }

    @Test
    void aTransactionOfOneStoreTouchesNoOther() {
        StoreId one = aStore();
        StoreId other = aStore();
        assertThrows(
                IllegalStateException.class,
                () -> transactions.inStore(one, () -> transactions.inStore(other, () -> members(other))));
    }

    @Test
    void rowsOfAStoreAreSeenThereAlone() {
        StoreId one = aStore();
        StoreId other = aStore();
        transactions.inStore(one, () -> sql.update(one, INSERT_MEMBER, UUID.randomUUID()));
        assertEquals(1, transactions.inStore(one, () -> members(one)).size());
        assertTrue(transactions.inStore(other, () -> members(other)).isEmpty());
    }

    @Test
    void aStatementMustNameItsStore() {
        StoreId store = aStore();
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.inStore(store, () -> sql.update(store, "delete from member")));
    }

    @Test
    void theApplicationCannotChangeOrDeletePostings() {
        StoreId store = aStore();
        for (String forbidden : List.of(
                "update ledger_entry set amount = 0 where store_id = :store",
                "delete from ledger_entry where store_id = :store",
                "update ledger_posting set memo = '' where store_id = :store",
                "delete from audit_entry where store_id = :store")) {
            assertThrows(
                    DatabaseFailure.class,
                    () -> transactions.inStore(store, () -> sql.update(store, forbidden)),
                    forbidden);
        }
    }

    @Test
    void aFailureRollsEverythingBack() {
        StoreId store = aStore();
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.inStore(store, () -> {
                    sql.update(store, INSERT_MEMBER, UUID.randomUUID());
                    throw new IllegalArgumentException("after the insert");
                }));
        assertTrue(transactions.inStore(store, () -> members(store)).isEmpty());
    }

    @Test
    void aRowThatIsThereAlreadyEndsNoTransaction() {
        StoreId store = aStore();
        UUID there = UUID.randomUUID();
        transactions.inStore(store, () -> {
            assertTrue(sql.insertIfAbsent(store, INSERT_MEMBER, there));
            assertFalse(sql.insertIfAbsent(store, INSERT_MEMBER, there));
            sql.update(store, INSERT_MEMBER, UUID.randomUUID());
        });
        assertEquals(2, transactions.inStore(store, () -> members(store)).size());
    }

    private StoreId aStore() {
        StoreId store = new StoreId(UUID.randomUUID());
        transactions.inDirectory(() -> sql.updateDirectory(INSERT_STORE, store.value()));
        return store;
    }

    private List<Integer> members(StoreId store) {
        return sql.list(store, "select 1 from member where store_id = :store", row -> 1);
    }
}
