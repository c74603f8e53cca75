package shop.sample.credit;

import java.time.Instant;
import java.util.List;

/**
 * What a customer can spend in the shop and nowhere else, in minor units of its currency.
 *
 * @param balance the sum of what was given, less what was spent
 * @param given eldest first; what was spent has a negative amount
 */
public record StoreCredit(String customerId, String currency, long balance, List<Given> given) {

    /** @param key of the command that gave it, or the order it was spent on */
    public record Given(String creditId, String key, long amount, String reason, Instant at) {}

    static StoreCredit of(String customerId, String currency, List<Given> given) {
        long balance = given.stream().mapToLong(Given::amount).reduce(0, Math::addExact);
        return new StoreCredit(customerId, currency, balance, given);
    }
}
