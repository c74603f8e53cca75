package shop.gather.platform.database;

/**
 * A transaction did not commit, or it is not known whether it did: the database was lost, or the transaction took too
 * long. Safe to repeat with the same Idempotency-Key.
 */
public class CommitFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommitFailure(Exception cause) {
        super("the transaction could not be committed", cause);
    }
}
