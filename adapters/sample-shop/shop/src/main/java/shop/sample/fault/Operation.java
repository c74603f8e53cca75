package shop.sample.fault;

import java.util.Arrays;
import java.util.Locale;
import shop.sample.platform.Problem;

/** What can be made to go wrong. */
public enum Operation {
    IDENTIFY,
    READ_CATALOG,
    READ_CUSTOMER,
    WHO_IS,
    READ_ORDER,
    READ_CHANGES,
    READ_ORDERS_OF_CUSTOMER,
    READ_COMMAND,
    CHECKOUT,
    OFFER,
    ADMIT,
    REVOKE,
    CLOSE_OFFER,
    CAPTURE,
    CANCEL,
    CANCEL_LINE,
    REFUND,
    CREDIT;

    /** The name in JSON, {@code cancel-line}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Operation named(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("there is no operation " + key));
    }
}
