package shop.gather.shop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;

class EndedRevocationsTest {

    /** @param endedDaysAgo null while it waits */
    private static void command(
            StoreDatabase database, Purpose purpose, String kind, String state, Integer endedDaysAgo) {
        database.transactions().inStore(database.store(), () -> {
            ParticipationId id = new ParticipationId(Ids.next());
            database.sql()
                    .update(
                            database.store(),
                            "insert into shop_command (store_id, id, command_key, kind, payload, state, attempts, created_at)"
                                    + " values (:store, ?, ?, ?, '{}', ?, 1, now() - interval '900' day)",
                            id,
                            CommandKey.of(purpose, id).toString(),
                            kind,
                            state);
            if (endedDaysAgo != null) {
                database.sql()
                        .update(
                                database.store(),
                                "update shop_command set ended_at = now() - cast(? as integer) * interval '1' day"
                                        + " where store_id = :store and id = ?",
                                endedDaysAgo,
                                id);
            }
        });
    }

    private static List<String> kept(StoreDatabase database) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select kind, state from shop_command where store_id = :store order by kind, state",
                        row -> row.getString("kind") + " " + row.getString("state")));
    }

    @OnBothDatabases
    void areDeletedAfterAWhileAndNothingElseIs(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase other = shared.anotherStore();
        command(database, Purpose.REVOKE, "Revoke", "DONE", 91);
        command(database, Purpose.REVOKE, "Revoke", "REFUSED", 91);
        command(database, Purpose.REVOKE, "Revoke", "DONE", 89);
        command(database, Purpose.REVOKE, "Revoke", "WAITING", null);
        command(database, Purpose.CAPTURE, "Capture", "DONE", 900);
        command(database, Purpose.REFUND, "Refund", "REFUSED", 900);
        command(database, Purpose.PAYOUT, "GiveCredit", "DONE", 900);
        command(database, Purpose.CANCEL_ORDER, "CancelOrder", "DONE", 900);
        command(database, Purpose.CANCEL_LINE, "CancelLine", "DONE", 900);
        command(database, Purpose.OFFER, "OfferPrice", "DONE", 900);
        command(other, Purpose.REVOKE, "Revoke", "DONE", 91);
        EndedRevocations ended = database.bean(EndedRevocations.class);
        Map<StoreId, List<UUID>> found = ended.stores();
        assertThat(found.get(database.store())).hasSize(2);
        assertThat(found.get(other.store())).hasSize(1);

        ended.delete(database.store(), found.get(database.store()));

        assertThat(kept(database))
                .containsExactly(
                        "CancelLine DONE",
                        "CancelOrder DONE",
                        "Capture DONE",
                        "GiveCredit DONE",
                        "OfferPrice DONE",
                        "Refund REFUSED",
                        "Revoke DONE",
                        "Revoke WAITING");
        assertThat(kept(other)).as("another store's").containsExactly("Revoke DONE");
        assertThat(ended.stores()).doesNotContainKey(database.store());
        ended.delete(other.store(), found.get(other.store()));
    }

    @OnBothDatabases
    void areDeletedInPiecesThatWereFound(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase later = shared.anotherStore();
        for (int i = 0; i < 501; i++) {
            command(database, Purpose.REVOKE, "Revoke", "DONE", 92);
        }
        command(later, Purpose.REVOKE, "Revoke", "DONE", 91);
        EndedRevocations ended = database.bean(EndedRevocations.class);
        Map<StoreId, List<UUID>> first = ended.stores();
        assertThat(first).containsOnlyKeys(database.store());
        List<String> plans = database.plansOf(() -> ended.delete(database.store(), first.get(database.store())));
        assertThat(plans).as("nothing is searched for again").isEmpty();
        assertThat(kept(database)).as("exactly those that were found are gone").hasSize(1);
        Map<StoreId, List<UUID>> second = ended.stores();
        assertThat(second).containsOnlyKeys(database.store(), later.store());
        second.forEach(ended::delete);
        assertThat(kept(database)).isEmpty();
        assertThat(kept(later)).isEmpty();
    }
}
