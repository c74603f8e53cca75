package shop.gather;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each table belongs to one folder. Other folders read it through a public class of the owner, or are told by an event;
 * they never name the table in SQL.
 */
class TableOwnersTest {

    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry(
                    "platform",
                    List.of(
                            "api_key",
                            "deployment",
                            "scheduled_tasks",
                            "node",
                            "sweep_lease",
                            "audit_entry",
                            "member_note",
                            "idempotent_answer")),
            Map.entry("store", List.of("store")),
            Map.entry("shop", List.of("shop_connection", "shop_command", "alarm")),
            Map.entry("order", List.of("order_snapshot", "reversal_pause")),
            Map.entry("event", List.of("event_endpoint", "event_out", "event_delivery")),
            Map.entry(
                    "message",
                    List.of(
                            "message",
                            "message_forwarding",
                            "message_template",
                            "message_setting",
                            "message_preference",
                            "message_default",
                            "message_channel",
                            "message_delivery",
                            "message_bounce")),
            Map.entry("member", List.of("member", "member_alias", "erased_customer")),
            Map.entry("recruitment", List.of("programme", "leader", "leader_suspension", "invitation", "application")),
            Map.entry("community", List.of("community", "community_member")),
            Map.entry("link", List.of("group_link", "group_link_outage", "link_code", "click_count")),
            Map.entry(
                    "referral",
                    List.of(
                            "referral",
                            "leader_coupon",
                            "attribution",
                            "commission_plan",
                            "commission",
                            "earning_summary",
                            "refund_recheck")),
            Map.entry(
                    "groupbuy",
                    List.of(
                            "campaign",
                            "campaign_article",
                            "campaign_point",
                            "article_price",
                            "price_watch",
                            "campaign_units",
                            "campaign_series",
                            "campaign_cycle",
                            "standing_order",
                            "standing_order_cycle",
                            "team",
                            "draw",
                            "draw_entry",
                            "team_help",
                            "case_left_out",
                            "participation",
                            "team_history",
                            "team_display",
                            "place_decision",
                            "pickup_point",
                            "pickup_load",
                            "pickup",
                            "pickup_device_event",
                            "purchase_list_sent",
                            "exchanged_variant",
                            "presale",
                            "interest",
                            "reminder_setting")),
            Map.entry(
                    "ledger",
                    List.of(
                            "payee",
                            "ledger_posting",
                            "ledger_entry",
                            "ledger_balance",
                            "ledger_uncounted",
                            "ledger_checkpoint",
                            "ledger_total",
                            "ledger_payee_total")),
            Map.entry("resale", List.of("resale", "mark_up")),
            Map.entry("payout", List.of("payout_request", "payout_minimum", "payout_batch")));

    private static final Map<String, String> OWNERS = new TreeMap<>();

    static {
        TABLES.forEach((folder, tables) -> tables.forEach(table -> OWNERS.put(table, folder)));
    }

    private static final Path ROOT = Path.of("src/main/java/shop/gather");

    private final TableUses uses;

    TableOwnersTest() throws IOException {
        this.uses = new TableUses(OWNERS.keySet(), ROOT);
    }

    @Test
    void everyTableHasOneOwner() throws IOException {
        assertThat(TABLES.values().stream().flatMap(List::stream).toList())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(TableUses.tablesOf(Path.of("src/main/resources/db/migration")));
    }

    @Test
    void everyOwnerUsesItsTables() throws IOException {
        Set<String> used = uses.of(ROOT).stream()
                .filter(use -> use.folder().equals(OWNERS.get(use.table())))
                .map(TableUses.Use::table)
                .collect(toCollection(TreeSet::new));
        // The scheduler's library reads and writes its own table.
        used.add("scheduled_tasks");
        assertThat(used).isEqualTo(OWNERS.keySet());
    }

    @Test
    void noFolderUsesTheTableOfAnother() throws IOException {
        assertThat(uses.of(ROOT))
                .filteredOn(use -> !use.folder().equals(OWNERS.get(use.table())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql.list(store, \"select id from participation where store_id = :store\", row -> 1)",
                "sql.list(store, \"select t.id from team t left \"\n    + \"join participation p on p.store_id = t.store_id\", row -> 1)",
                "sql.list(store, \"select t.id from team t, participation p\", row -> 1)",
                "sql.update(store, \"update participation set state = ?\" + where, state)",
                "sql.update(store, \"insert into participation (store_id) values (:store)\")",
                "sql.update(store, \"delete from participation where store_id = :store\")",
                "due.of(\"participation\", \"id\", \"recheck_at\")",
                "due\n    .of(\n    \"participation\", \"id\", \"recheck_at\")",
                "@HQL(\"update Participation set state = PAID where id = :id\")",
                "@HQL(\"update versioned Participation set state = PAID where id = :id\")",
                "@HQL(\"select count(*) from Team t join Participation p on p.teamId = t.id\")",
                "@SQL(\"select * from participation where store_id = :store\")",
                "@Entity\n@Table(name = \"participation\")\nclass Place {",
                "@Entity\nclass Participation {"
            })
    void aUseOfATableIsFoundHoweverItIsWritten(String source) {
        assertThat(uses.in(source)).contains("participation");
    }

    @Test
    void anEntityIsFoundInHqlByItsOwnName() {
        assertThat(uses.in("@HQL(\"select count(*) from LeaderRow where state = ACTIVE\")"))
                .containsExactly("leader");
    }
}
