package shop.sample.credit;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import shop.sample.platform.AdminOnly;
import shop.sample.platform.Database;
import shop.sample.platform.Json;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;

/** Gift cards: whoever knows the code pays with the balance. */
@Path("/shops/{shop}/admin/gift-cards/{code}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GiftCards {

    private static final long LARGEST = 1_000_000_000_000L;

    private final Database database;
    private final Json json;

    @Inject
    public GiftCards(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /** @param balance in minor units */
    public record GiftCard(String code, Long balance) {}

    /** Makes a gift card, or sets its balance. */
    @PUT
    public String put(@PathParam("shop") String shop, @PathParam("code") String code, String body) {
        Long balance = json.request(body, GiftCard.class).balance();
        if (balance == null || balance < 0 || balance > LARGEST) {
            throw Problem.invalid("balance must be an amount in minor units");
        }
        if (!code.matches("[A-Za-z0-9._-]{1,60}")) {
            throw Problem.invalid("a code has 1 to 60 letters, digits, dots and dashes");
        }
        database.write(
                shop,
                transaction -> transaction.update(
                        "merge into gift_card key (shop_id, code) values (?, ?, ?)", shop, code, balance));
        return json.write(new GiftCard(code, balance));
    }

    @GET
    public String read(@PathParam("shop") String shop, @PathParam("code") String code) {
        return json.write(database.read(transaction -> balance(transaction, shop, code))
                .map(balance -> new GiftCard(code, balance))
                .orElseThrow(() -> Problem.notFound("gift card " + code)));
    }

    /**
     * Takes so much of a card's balance as is wanted and there.
     *
     * @return what was taken, 0 for an empty card
     */
    public static long take(Transaction transaction, String shop, String code, long wanted) {
        long balance = balance(transaction, shop, code)
                .orElseThrow(() -> new Problem(409, "code-refused", "there is no gift card " + code));
        long taken = Math.min(balance, wanted);
        add(transaction, shop, code, -taken);
        return taken;
    }

    /** Puts an amount back on a card. */
    public static void giveBack(Transaction transaction, String shop, String code, long amount) {
        add(transaction, shop, code, amount);
    }

    private static void add(Transaction transaction, String shop, String code, long amount) {
        transaction.update(
                "update gift_card set balance = balance + ? where shop_id = ? and code = ?", amount, shop, code);
    }

    private static Optional<Long> balance(Transaction transaction, String shop, String code) {
        return transaction.one(
                "select balance from gift_card where shop_id = ? and code = ?", row -> row.getLong(1), shop, code);
    }
}
