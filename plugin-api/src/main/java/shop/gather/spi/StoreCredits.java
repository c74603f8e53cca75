package shop.gather.spi;

import org.joda.money.Money;

/**
 * Gives customers credit that they can spend only in this shop.
 *
 * @since 1.1
 */
public interface StoreCredits {

    /**
     * Adds an amount to a customer's credit. The shop stores the key with the credit: a repeated key is
     * {@link CommandResult.AlreadyDone}, even after the customer has spent the credit. {@link RefusalCode#NOT_FOUND}
     * for a customer whom the shop does not know, or who has no account there; {@link RefusalCode#SHOP_REFUSED} for an
     * amount that is not above zero, or in a currency that the shop does not sell in.
     */
    CommandResult credit(Credit credit);

    /**
     * @param key unique per store
     * @param reason shown to the owner, and to the customer where the shop does that
     */
    record Credit(String key, String customerId, Money amount, String reason) {}
}
