package shop.sample.offer;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** Fees and discounts on whole orders, for example for gift wrapping. A checkout names their codes. */
@Path("/shops/{shop}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Adjustments {

    private static final long LARGEST = 1_000_000_000_000L;

    private final Database database;
    private final Json json;

    @Inject
    public Adjustments(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /** @param amount as listed, in minor units; below 0 for a discount */
    public record Adjustment(String code, String title, Long amount) {}

    /** Makes or changes an adjustment. */
    @PUT
    @Path("/admin/adjustments/{code}")
    public String put(@PathParam("shop") String shop, @PathParam("code") String code, String body) {
        Adjustment request = json.request(body, Adjustment.class);
        if (request.amount() == null || request.amount() == 0 || Math.abs(request.amount()) > LARGEST) {
            throw Problem.invalid("amount must be an amount in minor units, and not 0");
        }
        if (!code.matches("[A-Za-z0-9._-]{1,60}")) {
            throw Problem.invalid("a code has 1 to 60 letters, digits, dots and dashes");
        }
        if (request.title() == null
                || request.title().isBlank()
                || request.title().length() > 300) {
            throw Problem.invalid("title must have 1 to 300 characters");
        }
        database.write(
                shop,
                transaction -> transaction.update(
                        "merge into adjustment key (shop_id, code) values (?, ?, ?, ?)",
                        shop,
                        code,
                        request.title(),
                        request.amount()));
        return json.write(new Adjustment(code, request.title(), request.amount()));
    }

    /** The adjustment of this code. */
    public static Optional<Adjustment> find(Transaction transaction, String shop, String code) {
        return transaction.one(
                "select * from adjustment where shop_id = ? and code = ?",
                row -> new Adjustment(row.getString("code"), row.getString("title"), row.getLong("amount")),
                shop,
                code);
    }
}
