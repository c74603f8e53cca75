package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.ledger.StoreDatabase;

/** The schema as migrated keeps the rules; a table that breaks one is found. */
class ConstraintRulesTest {

    private Connection connection;

    @BeforeEach
    void aMigratedDatabase() throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        StoreDatabase.at(url);
        connection = DriverManager.getConnection(url);
    }

    @AfterEach
    void closed() throws SQLException {
        execute("shutdown");
    }

    @Test
    void everyConstraintOfTheSchemaShardsByStore() throws SQLException {
        assertThat(ConstraintRules.violations(connection)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table coupon (id uuid primary key)                                            | lacks store_id",
                "create table coupon (store_id uuid, id uuid)                                         | lacks store_id",
                "create table coupon (store_id uuid, id uuid primary key)                             | lacks store_id",
                "create table coupon (store_id uuid, id uuid, code int unique, primary key (store_id, id)) | lacks store_id",
                "create unique index coupon_code on team (campaign_id, state)                         | lacks store_id",
                "alter table team add constraint opener foreign key (opened_by) references store (id) | leaves the store",
                "alter table api_key add constraint key_member foreign key (store_id, id) references member "
                        + "(store_id, id) | leaves the store"
            })
    void aConstraintThatDoesNotIsFound(String change, String violation) throws SQLException {
        execute(change);

        assertThat(ConstraintRules.violations(connection)).isNotEmpty().allMatch(found -> found.contains(violation));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
