package shop.gather.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Shared;
import shop.gather.platform.database.ConstraintRules;

/** The schema that a server has made on PostgreSQL. That on H2 is checked without a server. */
class ConstraintsIT {

    @Test
    void everyConstraintOnPostgresqlShardsByStore() throws SQLException {
        try (Connection owner = Shared.postgres().storage().openAsOwner()) {
            assertThat(ConstraintRules.violations(owner)).isEmpty();
        }
    }
}
