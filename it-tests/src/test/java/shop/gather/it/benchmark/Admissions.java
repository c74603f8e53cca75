package shop.gather.it.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.GatherServer;

/** The admissions of buyers at the shop, which go on after their joins were acknowledged. */
record Admissions(GatherServer server) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Waits until the shop has admitted everybody. */
    void drain() {
        Await.until("the shop to have admitted everybody", PATIENCE, this::pending, left -> left == 0);
    }

    private long pending() {
        try (Connection owner = server.storage().openAsOwner();
                var statement = owner.createStatement();
                var found = statement.executeQuery("select count(*) from participation where admission = 'PENDING'")) {
            found.next();
            return found.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
