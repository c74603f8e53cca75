package shop.gather.it.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import shop.gather.it.benchmark.RowTemplate.Part;

/**
 * Copies of rows that Gather wrote, put into a store by COPY: the orders of the last two years, one every six seconds,
 * and what came with them. Ids are ordered by time, as Gather's are.
 */
final class GrowthRows {

    private static final Duration APART = Duration.ofSeconds(6);
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\d \\d\\d:.*";

    private final Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(730));
    private final RowCopies copies;
    private final List<Map<String, String>> lines;

    /** @param lines the members, leaders and recruiters, over whom the orders are spread, by the name of their slot */
    GrowthRows(OwnDatabase database, List<Map<String, String>> lines) {
        this.copies = new RowCopies(database);
        this.lines = lines;
    }

    /** Adds a row for every so many orders. What happened until now is spread over the time of the orders. */
    void add(RowTemplate row, int every) {
        RowTemplate spread = row;
        String now = Instant.now().toString().replace('T', ' ');
        for (int i = 0; i < row.columns().size(); i++) {
            String text = row.text(row.columns().get(i));
            if (text != null && text.matches(TIMESTAMP) && text.compareTo(now) <= 0) {
                spread = spread.with(row.columns().get(i), new Part(true, "time"));
            }
        }
        copies.add(spread, number -> number % every == 0);
    }

    /** Loads the orders with these numbers, the second one not included, and brings the balances of their payees up. */
    void load(int from, int to) throws SQLException, IOException {
        copies.load(from, to, this::slots, connection -> balances(connection, from, to));
    }

    /** The id in the middle of those of so many orders: where a page in the middle of any list begins. */
    UUID middle(int orders) {
        return id(orders / 2, 0);
    }

    private UnaryOperator<String> slots(int number) {
        Map<String, String> line = lines.get(number % lines.size());
        return slot -> switch (slot) {
            case "order" -> String.format("loaded-%010d", number);
            case "time" -> time(number).toString();
            case "leader", "recruiter", "member", "customer" -> line.get(slot);
            default -> id(number, Integer.parseInt(slot.substring(2))).toString();
        };
    }

    private Instant time(int number) {
        return first.plus(APART.multipliedBy(number));
    }

    /** A UUID of version 7. */
    private UUID id(int number, int row) {
        return new UUID(time(number).toEpochMilli() << 16 | 0x7000L | row, 0x8000_0000_0000_0000L | number);
    }

    private void balances(Connection connection, int from, int to) throws SQLException {
        Map<List<String>, Long> changes = new LinkedHashMap<>();
        for (RowTemplate row : copies.rows()) {
            if (row.table().equals("ledger_entry") && row.text("payee_id") != null) {
                for (int i = 0; i < lines.size(); i++) {
                    long orders =
                            (to - i + lines.size() - 1) / lines.size() - (from - i + lines.size() - 1) / lines.size();
                    changes.merge(
                            List.of(lines.get(i).get(row.text("payee_id")), row.text("account"), row.text("currency")),
                            orders * Long.parseLong(row.text("amount")),
                            Long::sum);
                }
            }
        }
        String store = copies.rows().get(0).text("store_id");
        try (var update = connection.prepareStatement("update ledger_balance set amount = amount + ?"
                + " where store_id = ?::uuid and payee_id = ?::uuid and account = ? and currency = ?")) {
            for (Map.Entry<List<String>, Long> change : changes.entrySet()) {
                update.setLong(1, change.getValue());
                update.setString(2, store);
                for (int i = 0; i < 3; i++) {
                    update.setString(3 + i, change.getKey().get(i));
                }
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
