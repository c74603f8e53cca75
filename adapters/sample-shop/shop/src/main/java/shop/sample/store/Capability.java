package shop.sample.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import shop.sample.platform.Problem;

/** What a shop can do unless its owner switches it off. */
public enum Capability {
    DEFERRED_CAPTURE("deferredCapture"),
    LINE_CANCELLATIONS("lineCancellations"),
    REFUNDS("refunds"),
    CANCELLATIONS("cancellations"),
    PRICE_OFFERS("priceOffers"),
    CUSTOMER_SESSIONS("customerSessions"),
    NOTIFICATIONS("notifications"),
    STORE_CREDITS("storeCredits");

    private final String key;

    Capability(String key) {
        this.key = key;
    }

    /** The name in JSON. */
    public String key() {
        return key;
    }

    /**
     * The capabilities of these names.
     *
     * @throws Problem for a name that is none
     */
    static Set<Capability> named(Collection<String> keys) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        for (String key : keys) {
            found.add(Arrays.stream(values())
                    .filter(capability -> capability.key.equals(key))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("there is no capability " + key)));
        }
        return found;
    }
}
