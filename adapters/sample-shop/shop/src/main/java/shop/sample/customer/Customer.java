package shop.sample.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Somebody who registered. */
public record Customer(String customerId, String name, String email, Instant registeredAt) {

    static Customer row(ResultSet row) throws SQLException {
        return new Customer(
                row.getString("id"),
                row.getString("name"),
                row.getString("email"),
                row.getObject("registered_at", Instant.class));
    }
}
