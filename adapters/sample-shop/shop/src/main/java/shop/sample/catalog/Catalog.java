package shop.sample.catalog;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;

/** The articles of the shops and their stock. */
@Singleton
public class Catalog {

    private final Database database;

    @Inject
    public Catalog(Database database) {
        this.database = database;
    }

    public Optional<Variant> find(String shop, String variantId) {
        return database.read(transaction -> find(transaction, shop, variantId));
    }

    /** Variants whose title or stock keeping unit contains the text, by title. */
    public List<Variant> search(String shop, String text, int limit) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return database.read(transaction -> transaction.list(
                "select * from variant where shop_id = ? and (locate(?, lower(title)) > 0 or locate(?, lower(sku)) > 0 or ? = '')"
                        + " order by title, id limit ?",
                Variant::row,
                shop,
                wanted,
                wanted,
                wanted,
                limit));
    }

    public List<Variant> ofProduct(String shop, String productId) {
        return database.read(transaction -> transaction.list(
                "select * from variant where shop_id = ? and product_id = ? order by title, id",
                Variant::row,
                shop,
                productId));
    }

    /** Creates or updates the variant. */
    public void put(String shop, Variant variant) {
        database.write(
                shop,
                transaction -> transaction.update(
                        "merge into variant key (shop_id, id) values (?, ?, ?, ?, ?, ?, ?, ?)",
                        shop,
                        variant.id(),
                        variant.productId(),
                        variant.title(),
                        variant.sku(),
                        variant.price(),
                        variant.stock(),
                        variant.available()));
    }

    /** The variant within a transaction. */
    public static Optional<Variant> find(Transaction transaction, String shop, String variantId) {
        return transaction.one("select * from variant where shop_id = ? and id = ?", Variant::row, shop, variantId);
    }

    /**
     * Takes pieces out of stock.
     *
     * @throws Problem if there are not so many
     */
    public static void take(Transaction transaction, String shop, String variantId, int quantity) {
        int taken = transaction.update(
                "update variant set stock = stock - ? where shop_id = ? and id = ? and available and stock >= ?",
                quantity,
                shop,
                variantId,
                quantity);
        if (taken != 1) {
            throw new Problem(409, "out-of-stock", "fewer than " + quantity + " of " + variantId + " can be sold");
        }
    }

    /** Puts pieces back. */
    public static void free(Transaction transaction, String shop, String variantId, int quantity) {
        transaction.update(
                "update variant set stock = stock + ? where shop_id = ? and id = ?", quantity, shop, variantId);
    }
}
