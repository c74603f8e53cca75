package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;

/** Documents that owners open in a spreadsheet. */
class DocumentsIT {

    private static final Map<String, String> CSV = Map.of("Accept", "text/csv");
    private static final String BOM = "\uFEFF";

    @Test
    void documentsNameLeadersBesideTheirIdsAndRunNoFormulas() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("＝HYPERLINK(\"http://evil.example\")");
        scene.adjusts(leader, "CREDIT", "10.00", "key-" + leader.id());
        String request = scene.asks(leader, "7.00").json().getString("id");
        scene.decides(request, "approval");
        Api owner = scene.store().owner();
        String batch = "/api/v1/payout-batches/"
                + owner.post("/api/v1/payout-batches", null).getString("id");
        String statement = "/api/v1/leaders/" + leader.id() + "/statement?currency=EUR";

        String plain = owner.send("GET", batch, null, CSV).body();
        assertThat(plain)
                .startsWith("payee,payee_name,amount,currency,reference\r\n")
                .contains(leader.id() + ",\"'＝HYPERLINK(\"\"http://evil.example\"\")\",7.00,EUR," + request);
        assertThat(owner.send("GET", batch + "?bom=true", null, CSV).body()).isEqualTo(BOM + plain);
        String lines = owner.send("GET", statement, null, CSV).body();
        assertThat(lines)
                .startsWith("leader,leader_name,at,")
                .contains(leader.id() + ",\"'＝HYPERLINK")
                .contains(",-7.00,7.00,");
        assertThat(owner.send("GET", statement + "&bom=true", null, CSV).body()).isEqualTo(BOM + lines);
        assertThat(owner.send("GET", batch + "?bom=maybe", null, CSV).problem()).isEqualTo("invalid-value");
    }
}
