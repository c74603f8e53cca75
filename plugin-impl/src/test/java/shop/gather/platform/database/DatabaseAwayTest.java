package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300", "55P03", "HYT00"})
    void aDatabaseThatCannotBeReachedOrIsLockedForTooLongIsAway(String state) {
        assertThat(DatabaseAway.isCauseOf(new IllegalStateException(new SQLException("away", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42501", "40001"})
    void oneThatRefusesAStatementIsNot(String state) {
        assertThat(DatabaseAway.isCauseOf(new IllegalStateException(new SQLException("refused", state))))
                .isFalse();
    }

    @Test
    void aCommitThatFailsMayBeRepeated() {
        assertThat(DatabaseAway.isCauseOf(new CommitFailure(new SQLException("lost"))))
                .isTrue();
    }
}
