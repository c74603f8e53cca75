package shop.gather.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.UUID;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Who guesses API keys costs the database few queries, and keeps nobody else out. */
class UnknownKeysTest {

    private static final String GUESSER = "203.0.113.7";
    private static final int GUESSES = 1_000;

    @OnBothDatabases
    void keysThatDoNotExistCostFewQueriesForEachAddress(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore().anotherNode();
        ApiKeys keys = database.bean(ApiKeys.class);
        int[] refused = {0};

        int statements = database.statementsOf(() -> {
            for (int i = 0; i < GUESSES; i++) {
                ProblemException problem = catchThrowableOfType(
                        ProblemException.class,
                        () -> assertThat(keys.authenticate(aGuess(), GUESSER)).isEmpty());
                if (problem != null) {
                    assertThat(problem.code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
                    assertThat(problem.retryAfter()).isPresent();
                    refused[0]++;
                }
            }
        });

        assertThat(statements).isLessThan(200);
        assertThat(refused[0]).isGreaterThan(GUESSES - 200);
        assertThat(keys.authenticate(aGuess(), "203.0.113.8")).isEmpty();
    }

    @OnBothDatabases
    void aGenuineKeyIsAcceptedFromTheGuessersAddressToo(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore().anotherNode();
        ApiKeys keys = database.bean(ApiKeys.class);
        ApiKeys.NewKey owner = keys.create(database.store(), Role.OWNER, "till", Set.of(Scope.STORE));
        assertThat(keys.authenticate(owner.secret(), GUESSER)).isPresent();
        for (int i = 0; i < GUESSES; i++) {
            catchThrowableOfType(ProblemException.class, () -> keys.authenticate(aGuess(), GUESSER));
        }
        // What is remembered for a few seconds is gone.
        keys.forget();
        assertThat(keys.authenticate(owner.secret(), GUESSER)).isPresent();
    }

    private static String aGuess() {
        return "gather_owner_" + UUID.randomUUID().toString().replace("-", "") + "_" + "A".repeat(43);
    }
}
