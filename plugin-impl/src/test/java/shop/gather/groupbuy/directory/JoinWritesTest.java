package shop.gather.groupbuy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.time.Instant;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.directory.DirectoryOnDatabase.Kind;
import shop.gather.groupbuy.team.Teams;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/**
 * The indexes of the directory do not make joins and payments dearer: PostgreSQL writes index entries only for the two
 * of them after which a team is nearly full, or full. The only test of its class, so that the table has free space.
 */
class JoinWritesTest {

    @OnBothDatabases
    void aJoinWritesNoIndexEntry(StoreDatabase shared) {
        assumeThat(shared.isH2()).as("H2 does not count them").isFalse();
        DirectoryOnDatabase store = new DirectoryOnDatabase(shared);
        TeamId team = store.aTeam(store.aCampaign("tea"), new Kind(0, true, true), Duration.ofHours(1));
        store.database.transactions().inStore(store.database.store(), () -> {
            long before = updates(store, "updated");
            long hotBefore = updates(store, "hot_updated");
            for (int i = 0; i < 10; i++) {
                store.join(team);
            }
            assertThat(updates(store, "updated") - before).isEqualTo(10);
            assertThat(updates(store, "hot_updated") - hotBefore)
                    .as("all but the eighth and the tenth")
                    .isEqualTo(8);
            for (int i = 0; i < 9; i++) {
                store.database.bean(Teams.class).payHeld(store.database.store(), team, 1, 1, Instant.now());
            }
            assertThat(updates(store, "updated") - before).isEqualTo(19);
            assertThat(updates(store, "hot_updated") - hotBefore)
                    .as("no payment")
                    .isEqualTo(17);
        });
    }

    /** Of the table of teams, by this transaction. */
    private static long updates(DirectoryOnDatabase store, String kind) {
        return store.database
                .sql()
                .directory(
                        "select pg_stat_get_xact_tuples_" + kind + "(to_regclass('team')) as n",
                        row -> row.getLong("n"))
                .get(0);
    }
}
