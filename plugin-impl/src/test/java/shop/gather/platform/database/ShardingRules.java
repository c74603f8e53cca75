package shop.gather.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;

/**
 * What a statement must be so that its tables can be distributed by {@code store_id}: it names the store of each store
 * table and so touches one store, unless it is a sweep of the list; it reads and writes store tables or directory
 * tables, never both; and it reads no clock and no random number inside CASE or COALESCE where it changes rows.
 */
public final class ShardingRules {

    /**
     * Statements that list what is due in all stores: what each finds, and the tables that it reads. They read and
     * never write.
     */
    static final Map<String, Set<String>> SWEEPS = Map.ofEntries(
            Map.entry("orders to read", Set.of("order_snapshot")),
            Map.entry("articles whose price is looked at", Set.of("price_watch")),
            Map.entry("shops to poll", Set.of("shop_connection")),
            Map.entry("campaigns to close", Set.of("campaign")),
            Map.entry("offers to withdraw", Set.of("campaign", "team")),
            Map.entry("teams to decide or settle", Set.of("team")),
            Map.entry("series whose next cycle is due", Set.of("campaign_series")),
            Map.entry("cycles whose standing orders are to be served", Set.of("campaign_cycle")),
            Map.entry("places to look at", Set.of("participation")),
            Map.entry("presales to open", Set.of("presale")),
            Map.entry("expired interests to delete", Set.of("interest")),
            Map.entry("pickups to become ready", Set.of("pickup")),
            Map.entry("exchanged variants to ask for", Set.of("exchanged_variant")),
            Map.entry("refunded orders to read again", Set.of("refund_recheck")),
            Map.entry("commissions to release", Set.of("commission")),
            Map.entry("resales to publish or close", Set.of("resale")),
            Map.entry("mark-ups to post or release", Set.of("mark_up")),
            Map.entry("summaries of earnings to tell", Set.of("earning_summary")),
            Map.entry("endpoints to deliver to", Set.of("event_endpoint", "event_delivery")),
            Map.entry("stores with messages to dispatch", Set.of("message_channel", "message")),
            Map.entry("channels to send through", Set.of("message_channel", "message_delivery")),
            Map.entry("postings to count", Set.of("ledger_uncounted")),
            Map.entry("ended revocations to delete", Set.of("shop_command")),
            Map.entry("expired answers to delete", Set.of("idempotent_answer")),
            Map.entry("expired bounces to delete", Set.of("message_bounce")),
            Map.entry("expired messages to delete", Set.of("message")));

    private static final Set<String> VOLATILE = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "current_time",
            "localtimestamp",
            "localtime",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "random",
            "rand",
            "random_uuid",
            "gen_random_uuid",
            "nextval");

    private ShardingRules() {}

    /** What is wrong with a statement; empty if nothing is. */
    public static List<String> violations(String sql) {
        Statement statement;
        try {
            statement = SqlTree.parse(sql);
        } catch (JSQLParserException unknown) {
            return List.of("cannot be parsed");
        }
        List<String> tables = storeTables(statement);
        List<String> found = new ArrayList<>();
        if (!tables.isEmpty() && SqlTree.tables(statement).stream().anyMatch(Privileges.DIRECTORY::contains)) {
            found.add("uses store tables and directory tables: " + SqlTree.tables(statement));
        }
        if (!(statement instanceof Select) && readsClockInCase(statement)) {
            found.add("reads the clock or a random number inside CASE or COALESCE");
        }
        boolean named = !SqlTree.find(statement, ShardingRules::isStoreName).isEmpty();
        List<String> storeless = new ArrayList<>();
        collectStoreless(statement, null, named, !named && isSweep(statement, tables), storeless);
        if (!storeless.isEmpty()) {
            found.add("does not name the store of " + storeless);
        }
        return found;
    }

    /** Whether a value is bound to the statement's store. Hibernate's statements have nameless placeholders only. */
    static boolean isStoreParameter(Expression value, boolean named) {
        return named ? isStoreName(value) : value instanceof JdbcParameter;
    }

    private static boolean isStoreName(Object node) {
        return node instanceof JdbcNamedParameter parameter
                && parameter.getName().equals("store");
    }

    private static List<String> storeTables(Statement statement) {
        return SqlTree.tables(statement).stream()
                .filter(ShardingRules::isStoreTable)
                .toList();
    }

    /** All but the directory and the database's own catalogue. */
    static boolean isStoreTable(String table) {
        return !Privileges.DIRECTORY.contains(table) && !table.startsWith("information_schema.");
    }

    /** It is on the list, says of which store each row is, and reads no more than it can do at once. */
    private static boolean isSweep(Statement statement, List<String> tables) {
        return statement instanceof PlainSelect select
                && SWEEPS.containsValue(Set.copyOf(tables))
                && select.getLimit() != null
                && select.getSelectItems().stream()
                        .anyMatch(item -> item.getExpression() instanceof Column column
                                && column.getColumnName().equalsIgnoreCase("store_id"));
    }

    private static void collectStoreless(
            Object node, SqlBlock around, boolean named, boolean sweep, List<String> storeless) {
        SqlBlock block = SqlBlock.of(node, around, named);
        boolean swept = sweep && block != null && !block.without().isEmpty();
        if (swept) {
            block.give(block.without().get(0));
        }
        if (block != null) {
            block.without().stream().filter(ShardingRules::isStoreTable).forEach(storeless::add);
        }
        if (node instanceof Insert insert && !givesStore(insert, named)) {
            String table = SqlTree.name(insert.getTable());
            if (isStoreTable(table)) {
                storeless.add(table);
            }
        }
        SqlBlock inner = block == null ? around : block;
        SqlTree.children(node).forEach(child -> collectStoreless(child, inner, named, sweep && !swept, storeless));
    }

    private static boolean givesStore(Insert insert, boolean named) {
        int at = 0;
        while (at < insert.getColumns().size()
                && !insert.getColumns().get(at).getColumnName().equalsIgnoreCase("store_id")) {
            at++;
        }
        if (at == insert.getColumns().size()) {
            return false;
        }
        if (insert.getSelect() instanceof PlainSelect select) {
            return SqlBlock.of(select, null, named)
                    .isStore(select.getSelectItem(at).getExpression());
        }
        return isStoreParameter(valueAt(insert.getValues().getExpressions(), at), named);
    }

    private static Expression valueAt(ExpressionList<?> values, int at) {
        return values.get(0) instanceof ExpressionList<?> row ? row.get(at) : values.get(at);
    }

    private static boolean readsClockInCase(Statement statement) {
        return SqlTree.find(
                        statement,
                        node -> node instanceof CaseExpression
                                || node instanceof Function function
                                        && function.getName().equalsIgnoreCase("coalesce"))
                .stream()
                .anyMatch(node -> !SqlTree.find(node, ShardingRules::isVolatile).isEmpty());
    }

    private static boolean isVolatile(Object node) {
        return node instanceof Function function && isVolatile(function.getName())
                || node instanceof TimeKeyExpression time && isVolatile(time.getStringValue());
    }

    private static boolean isVolatile(String name) {
        return VOLATILE.contains(name.toLowerCase(Locale.ROOT).replace("()", ""));
    }
}
