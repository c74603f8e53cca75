package shop.gather.shop.command;

import java.util.List;
import java.util.UUID;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.database.StoreSql;

/** The commands of a store that have not ended, run by the production's runner on the test's thread. */
public final class WaitingCommands {

    private final StoreDatabase database;

    public WaitingCommands(StoreDatabase database) {
        this.database = database;
    }

    /** Attempts the waiting command at this position once, if there is any. */
    public void attempt(int position) {
        List<UUID> waiting = ids();
        if (!waiting.isEmpty()) {
            attempt(waiting.get(position % waiting.size()));
        }
    }

    /** Attempts each waiting command once. Returns how many there were. */
    public int attemptAll() {
        List<UUID> waiting = ids();
        waiting.forEach(this::attempt);
        return waiting.size();
    }

    private void attempt(UUID command) {
        database.bean(CommandRunner.class).attempt(database.store() + "/" + command);
    }

    private List<UUID> ids() {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select id from shop_command where store_id = :store and state = 'WAITING' order by created_at, id",
                        row -> StoreSql.uuid(row, "id")));
    }
}
