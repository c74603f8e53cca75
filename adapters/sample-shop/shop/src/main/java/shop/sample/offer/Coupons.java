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

/** Coupon codes that take a share off the ordinary price for whoever enters them. */
@Path("/shops/{shop}")
@AdminOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Coupons {

    private final Database database;
    private final Json json;

    @Inject
    public Coupons(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /** @param percent 1 to 100 */
    public record Coupon(String code, Integer percent) {}

    /** Makes or changes a coupon. */
    @PUT
    @Path("/admin/coupons/{code}")
    public String put(@PathParam("shop") String shop, @PathParam("code") String code, String body) {
        Coupon coupon = new Coupon(code, json.request(body, Coupon.class).percent());
        if (coupon.percent() == null || coupon.percent() < 1 || coupon.percent() > 100) {
            throw Problem.invalid("percent must be 1 to 100");
        }
        if (!code.matches("[^\\s\\p{Cntrl}]{1,60}")) {
            throw Problem.invalid("a code has 1 to 60 characters and no blanks");
        }
        database.write(
                shop,
                transaction -> transaction.update(
                        "merge into coupon key (shop_id, code) values (?, ?, ?)", shop, code, coupon.percent()));
        return json.write(coupon);
    }

    /** How much this code takes off. */
    public static Optional<Integer> percent(Transaction transaction, String shop, String code) {
        return transaction.one(
                "select percent from coupon where shop_id = ? and code = ?", row -> row.getInt(1), shop, code);
    }
}
