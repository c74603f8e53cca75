package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.database.RecordedStatements;

/** Runs after all other tests of this module, on the statements that their servers executed. */
class DeployedStatementsCheck {

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void everyStatementThatAServerExecutedShardsByStore(String database) throws IOException {
        Collection<String> statements =
                RecordedStatements.in(Path.of(System.getProperty("gather.statements"), database));

        // A run of single tests executes few.
        assertThat(statements.size()).isGreaterThanOrEqualTo(System.getProperty("it.test") == null ? 250 : 0);
        assertThat(RecordedStatements.violations(statements)).isEmpty();
        System.out.println("COUNT statements on " + database + " that shard by store " + statements.size());
    }
}
