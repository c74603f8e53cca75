package shop.sample.customer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import shop.sample.platform.Database;
import shop.sample.platform.DatabaseException;
import shop.sample.platform.Problem;
import shop.sample.platform.Secrets;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;

/** Who may buy under a name, and who is logged in. */
@Singleton
public class Customers {

    private final Database database;
    private final Passwords passwords;
    private final Clock clock;

    @Inject
    public Customers(Database database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** A customer who has just logged in; the token is told only here. */
    public record LoggedIn(Customer customer, String token, Instant expiresAt) {}

    /** Registers a customer and logs the customer in. */
    public LoggedIn register(Shop shop, String name, String email, String password) {
        String address = email.trim().toLowerCase(Locale.ROOT);
        Customer customer = new Customer(UUID.randomUUID().toString(), name.trim(), address, clock.instant());
        String hash = passwords.hash(password);
        try {
            return database.write(shop.id(), transaction -> {
                transaction.update(
                        "insert into customer values (?, ?, ?, ?, ?, ?)",
                        shop.id(),
                        customer.customerId(),
                        customer.name(),
                        address,
                        hash,
                        customer.registeredAt());
                return session(transaction, shop, customer);
            });
        } catch (DatabaseException e) {
            throw e.isDuplicate() ? new Problem(409, "email-taken", "somebody registered with this e-mail before") : e;
        }
    }

    /** @throws Problem unless both are right */
    public LoggedIn logIn(Shop shop, String email, String password) {
        record Known(Customer customer, String hash) {}
        String address = email.trim().toLowerCase(Locale.ROOT);
        Known known = database.read(transaction -> transaction.one(
                        "select * from customer where shop_id = ? and email = ?",
                        row -> new Known(Customer.row(row), row.getString("password_hash")),
                        shop.id(),
                        address))
                .filter(found -> Passwords.matches(password, found.hash()))
                .orElseThrow(() -> Problem.unauthorized("e-mail or password is wrong"));
        return database.write(shop.id(), transaction -> session(transaction, shop, known.customer()));
    }

    /** Ends a session; nothing happens if there was none. */
    public void logOut(Shop shop, String token) {
        database.write(
                shop.id(),
                transaction -> transaction.update(
                        "delete from customer_session where shop_id = ? and token_hash = ?",
                        shop.id(),
                        Secrets.hash(token)));
    }

    /** Who is logged in with this token. */
    public Optional<Customer> loggedIn(Shop shop, String token) {
        return database.read(transaction -> transaction.one(
                "select customer.* from customer_session s join customer on customer.shop_id = s.shop_id and customer.id = s.customer_id"
                        + " where s.shop_id = ? and s.token_hash = ? and s.expires_at > ?",
                Customer::row,
                shop.id(),
                Secrets.hash(token),
                clock.instant()));
    }

    public Optional<Customer> find(String shop, String customerId) {
        return database.read(transaction -> find(transaction, shop, customerId));
    }

    /**
     * The customer of this id, read within a transaction.
     *
     * @throws Problem if there is none
     */
    public Customer get(Transaction transaction, String shop, String customerId) {
        return find(transaction, shop, customerId).orElseThrow(() -> Problem.notFound("customer " + customerId));
    }

    private static Optional<Customer> find(Transaction transaction, String shop, String customerId) {
        return transaction.one("select * from customer where shop_id = ? and id = ?", Customer::row, shop, customerId);
    }

    private LoggedIn session(Transaction transaction, Shop shop, Customer customer) {
        String token = Secrets.random(24);
        Instant expiresAt = clock.instant().plus(shop.sessionLifetime());
        transaction.update(
                "insert into customer_session values (?, ?, ?, ?)",
                shop.id(),
                Secrets.hash(token),
                customer.customerId(),
                expiresAt);
        return new LoggedIn(customer, token, expiresAt);
    }
}
