package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Storage;

/** The ledger's totals follow its postings by themselves; a figure that disagrees is told and rebuilt. */
class LedgerIT {

    private final Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);

    @Test
    void postingsAreCountedAndTotalsThatDisagreeAreRebuilt() throws SQLException {
        scene.aLeaderWith("12.34");
        JsonObject before = trialBalance();
        Await.until("the postings are counted", Scene.PATIENCE, () -> count("ledger_uncounted"), rows -> rows == 0);
        assertThat(count("ledger_total")).isEqualTo(2);
        assertThat(trialBalance()).isEqualTo(before);
        scene.booksBalance();
        JsonObject full = verification("?full=true");
        assertThat(full.getBoolean("agrees")).as(full.toString()).isTrue();
        assertThat(full.getBoolean("full")).isTrue();
        assertThat(full.getInt("postings")).isEqualTo(1);
        assertThat(scene.store()
                        .owner()
                        .send("GET", "/api/v1/ledger/verification?full=yes", null, Map.of())
                        .problem())
                .isEqualTo("invalid-value");

        change("update ledger_total set amount = amount + 1 where store_id = ? and account = 'ADJUSTMENTS'");

        JsonObject found = verification("");
        assertThat(found.getBoolean("agrees")).as(found.toString()).isFalse();
        assertThat(found.getJsonArray("notZero").getJsonObject(0).getString("amount"))
                .isEqualTo("0.01");
        assertThat(alarms()).contains("ledger-disagrees", "/api/v1/ledger/rebuilds");
        JsonObject rebuilt = scene.store().owner().post("/api/v1/ledger/rebuilds", null);
        assertThat(rebuilt.getJsonArray("rebuilt")).isEmpty();
        assertThat(rebuilt.getJsonArray("recounted").getJsonObject(0).getString("account"))
                .isEqualTo("ADJUSTMENTS");
        assertThat(trialBalance()).isEqualTo(before);
        scene.booksBalance();
        assertThat(alarms()).doesNotContain("ledger-disagrees");
    }

    private JsonObject trialBalance() {
        return scene.store().owner().get("/api/v1/ledger/trial-balance");
    }

    private JsonObject verification(String query) {
        return scene.store().owner().get("/api/v1/ledger/verification" + query);
    }

    private String alarms() {
        return scene.store().owner().get("/api/v1/alarms").toString();
    }

    private int count(String table) {
        try (Connection owner = owner();
                PreparedStatement statement =
                        owner.prepareStatement("select count(*) from " + table + " where store_id = ?")) {
            statement.setObject(1, UUID.fromString(scene.store().id()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection owner = owner();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(scene.store().id()));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static Connection owner() throws SQLException {
        Storage storage = Shared.postgres().storage();
        return storage.openAsOwner();
    }
}
