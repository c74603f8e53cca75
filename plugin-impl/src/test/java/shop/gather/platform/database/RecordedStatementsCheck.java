package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** Runs after all other tests of this module, on the statements that they executed. */
class RecordedStatementsCheck {

    @Test
    void everyStatementThatTheTestsExecutedShardsByStore() throws IOException {
        Collection<String> statements = RecordedStatements.in(Path.of(System.getProperty("gather.statements")));

        // A run of single tests executes few.
        assertThat(statements.size()).isGreaterThanOrEqualTo(System.getProperty("test") == null ? 250 : 0);
        assertThat(RecordedStatements.violations(statements)).isEmpty();
        System.out.println("COUNT statements that shard by store " + statements.size());
    }
}
