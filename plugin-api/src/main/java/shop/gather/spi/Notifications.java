package shop.gather.spi;

import java.util.List;
import java.util.Map;

/**
 * Reads the messages that the shop sends to Gather. A notification is only a hint that an order may have changed.
 *
 * @since 1.0
 */
public interface Notifications {

    /**
     * Verifies a notification and returns the ids of the orders to read. It does not call the shop.
     *
     * @throws ShopException {@link ShopError#BAD_SIGNATURE} if it was not sent by this shop, or is too old;
     *     {@link ShopError#BAD_ANSWER} if it was, but cannot be understood
     */
    List<String> changedOrders(Notification notification);

    /**
     * @param headers names in lower case
     * @param body exactly as received, decoded as UTF-8
     */
    record Notification(Map<String, String> headers, String body) {
        public Notification {
            headers = Map.copyOf(headers);
        }
    }
}
