package shop.sample.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import shop.sample.fault.Faults;
import shop.sample.fault.Operation;
import shop.sample.platform.Database;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;
import shop.sample.platform.Transaction;

/**
 * Executes each command once. The key is written in the transaction of the work, so a stored key means that the command
 * was executed, even after a crash. A refused command changes nothing and is not stored: the same key may succeed
 * later.
 */
@Singleton
public class Commands {

    /** The header that marks a repeated answer with {@code true}. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private final Database database;
    private final Faults faults;
    private final Json json;
    private final Clock clock;

    @Inject
    public Commands(Database database, Faults faults, Json json, Clock clock) {
        this.database = database;
        this.faults = faults;
        this.json = json;
        this.clock = clock;
    }

    /**
     * How a command ended.
     *
     * @param reference what was made; empty if nothing has a name
     * @param already whether what was asked for was so before, under another key
     */
    public record Outcome(String reference, boolean already) {
        public static Outcome done(String reference) {
            return new Outcome(reference, false);
        }

        public static Outcome already(String reference) {
            return new Outcome(reference, true);
        }
    }

    /** A command that was done. */
    public record Done(String key, String operation, Instant doneAt, Outcome outcome) {}

    /**
     * A command as it arrived.
     *
     * @param target what it is for, beside the body
     * @param body empty if there is none
     * @param byHand whether the owner gives it, whom no fault hits
     */
    public record Request(String shop, Operation operation, String key, String target, String body, boolean byHand) {
        private String hash() {
            return Secrets.hash(operation + "\n" + target + "\n" + body);
        }
    }

    /** Does the work unless it was done under this key, and answers the same each time. */
    public Response run(Request request, Function<Transaction, Outcome> work) {
        String key = request.key();
        if (key == null || key.isBlank() || key.length() > 300) {
            throw new Problem(400, "key-missing", "an Idempotency-Key of 1 to 300 characters is needed");
        }
        Supplier<Response> once =
                () -> database.write(request.shop(), transaction -> runOnce(transaction, request, work));
        return request.byHand() ? once.get() : faults.around(request.shop(), request.operation(), once);
    }

    private Response runOnce(Transaction transaction, Request request, Function<Transaction, Outcome> work) {
        record Stored(String hash, String answer) {}
        String hash = request.hash();
        Optional<Stored> stored = transaction.one(
                "select request_hash, answer from command where shop_id = ? and command_key = ?",
                row -> new Stored(row.getString(1), row.getString(2)),
                request.shop(),
                request.key());
        if (stored.isPresent()) {
            if (!stored.get().hash().equals(hash)) {
                throw new Problem(422, "key-reused", "this Idempotency-Key belongs to another command");
            }
            return Response.ok(stored.get().answer()).header(REPLAYED, true).build();
        }
        String answer = json.write(work.apply(transaction));
        transaction.update(
                "insert into command values (?, ?, ?, ?, ?, ?)",
                request.shop(),
                request.key(),
                request.operation().key(),
                hash,
                answer,
                clock.instant());
        return Response.ok(answer).header(REPLAYED, false).build();
    }

    /** The command of this key if it was done. */
    Optional<Done> find(String shop, String key) {
        return database.read(transaction ->
                transaction.one("select * from command where shop_id = ? and command_key = ?", this::done, shop, key));
    }

    /** How many commands were done, by operation. */
    Map<String, Integer> counts(String shop) {
        Map<String, Integer> counts = new TreeMap<>();
        database.read(transaction -> transaction.list(
                "select operation, count(*) from command where shop_id = ? group by operation",
                row -> counts.put(row.getString(1), row.getInt(2)),
                shop));
        return counts;
    }

    private Done done(ResultSet row) throws SQLException {
        return new Done(
                row.getString("command_key"),
                row.getString("operation"),
                row.getObject("done_at", Instant.class),
                json.read(row.getString("answer"), Outcome.class));
    }
}
