package shop.gather.it.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows that one order leaves, as Gather wrote them, in the order in which they can be inserted. Slots: {@code
 * order}, {@code member}, {@code customer}, {@code leader}, {@code recruiter}, and {@code id0} and so on for the ids of
 * its rows.
 */
final class OrderRows {

    private OrderRows() {}

    static List<RowTemplate> of(OwnDatabase database, String store, String order) throws SQLException {
        String ofOrder = "store_id = '" + store + "' and order_id = '" + order + "'";
        String postings = "store_id = '" + store + "' and subject = 'order:" + order + "'";
        try (Connection connection = database.open()) {
            Map<String, String> slots = new LinkedHashMap<>();
            slots.put(order, "order");
            name(
                    connection,
                    slots,
                    "select member_id, leader_id, recruiter_id from attribution where " + ofOrder,
                    "member",
                    "leader",
                    "recruiter");
            name(connection, slots, "select customer_id from order_snapshot where " + ofOrder, "customer");
            int number = 0;
            for (String ids : List.of(
                    "attribution where " + ofOrder,
                    "commission where " + ofOrder + " order by level",
                    "ledger_posting where " + postings + " order by id")) {
                number = nameIds(connection, slots, "select id from " + ids, number);
            }
            List<RowTemplate> rows = new ArrayList<>();
            rows.addAll(RowTemplate.of(connection, "order_snapshot", ofOrder, slots));
            rows.addAll(RowTemplate.of(connection, "attribution", ofOrder, slots));
            rows.addAll(RowTemplate.of(connection, "commission", ofOrder + " order by level", slots));
            rows.addAll(RowTemplate.of(connection, "ledger_posting", postings + " order by id", slots));
            rows.addAll(RowTemplate.of(
                    connection,
                    "ledger_entry",
                    "store_id = '" + store + "' and posting_id in (select id from ledger_posting where " + postings
                            + ") order by posting_id, line",
                    slots));
            return rows;
        }
    }

    private static void name(Connection connection, Map<String, String> slots, String query, String... names)
            throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            for (int i = 0; i < names.length; i++) {
                slots.put(found.getString(i + 1), names[i]);
            }
        }
    }

    private static int nameIds(Connection connection, Map<String, String> slots, String query, int first)
            throws SQLException {
        int number = first;
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                slots.put(found.getObject(1, UUID.class).toString(), "id" + number++);
            }
        }
        return number;
    }
}
