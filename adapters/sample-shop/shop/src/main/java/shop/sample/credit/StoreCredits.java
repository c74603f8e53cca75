package shop.sample.credit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import shop.sample.command.Commands.Outcome;
import shop.sample.credit.StoreCredit.Given;
import shop.sample.customer.Customers;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;

/**
 * Gives customers credit, and keeps each gift with the key of its command; what is spent is kept as a negative gift.
 * Nothing is ever changed or deleted.
 */
@Singleton
public class StoreCredits {

    private static final long MOST = 1_000_000_000_000L;
    private static final int LONGEST = 10_000;

    private final Database database;
    private final Customers customers;
    private final Clock clock;

    @Inject
    public StoreCredits(Database database, Customers customers, Clock clock) {
        this.database = database;
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * @param amount in minor units
     * @param reason told to the customer; may be missing
     */
    public record NewCredit(Long amount, String reason) {}

    /** Gives credit, as a step within the transaction of its command. */
    Outcome give(Transaction transaction, Shop shop, String customerId, String key, NewCredit credit) {
        customers.get(transaction, shop.id(), customerId);
        if (credit.amount() == null || credit.amount() <= 0 || credit.amount() > MOST) {
            throw Problem.invalid("amount must be 1 to " + MOST + " minor units");
        }
        String reason = credit.reason() == null ? "" : credit.reason();
        if (reason.length() > LONGEST) {
            throw Problem.invalid("reason must have at most " + LONGEST + " characters");
        }
        return Outcome.done(insert(transaction, shop.id(), customerId, key, credit.amount(), reason, clock.instant()));
    }

    /**
     * Spends so much of a customer's credit as is wanted and there.
     *
     * @return what was spent, 0 for a customer without credit
     */
    public static long spend(
            Transaction transaction, Shop shop, String customerId, String orderId, long wanted, Instant at) {
        long balance = transaction
                .one(
                        "select coalesce(sum(amount), 0) from store_credit where shop_id = ? and customer_id = ?",
                        row -> row.getLong(1),
                        shop.id(),
                        customerId)
                .orElse(0L);
        long spent = Math.max(0, Math.min(balance, wanted));
        if (spent > 0) {
            insert(transaction, shop.id(), customerId, "order:" + orderId, -spent, "Spent", at);
        }
        return spent;
    }

    /** A refund of what was paid with credit. */
    public static void giveBack(
            Transaction transaction, Shop shop, String customerId, String orderId, long amount, Instant at) {
        insert(transaction, shop.id(), customerId, "refund:" + orderId, amount, "Refund", at);
    }

    private static String insert(
            Transaction transaction,
            String shop,
            String customerId,
            String key,
            long amount,
            String reason,
            Instant at) {
        String id = UUID.randomUUID().toString();
        transaction.update(
                "insert into store_credit values (?, ?, ?, ?, ?, ?, ?)", shop, id, customerId, key, amount, reason, at);
        return id;
    }

    /**
     * What this customer can spend.
     *
     * @throws Problem if the shop does not know the customer
     */
    StoreCredit of(Shop shop, String customerId) {
        return database.read(transaction -> {
            customers.get(transaction, shop.id(), customerId);
            return StoreCredit.of(
                    customerId,
                    shop.currency(),
                    transaction.list(
                            "select * from store_credit where shop_id = ? and customer_id = ? order by given_at, id",
                            row -> new Given(
                                    row.getString("id"),
                                    row.getString("command_key"),
                                    row.getLong("amount"),
                                    row.getString("reason"),
                                    row.getObject("given_at", Instant.class)),
                            shop.id(),
                            customerId));
        });
    }
}
