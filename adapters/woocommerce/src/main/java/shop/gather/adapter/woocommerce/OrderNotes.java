package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.ShopException;

/**
 * The private notes of an order, which the owner sees and buyers do not. A failure to write or read a note never fails
 * a command.
 */
final class OrderNotes {

    private static final int LONGEST = 300;

    private final RestApi api;

    OrderNotes(RestApi api) {
        this.api = api;
    }

    void add(PlacedOrder order, String text) {
        try {
            api.change(
                    "POST",
                    "orders/" + order.id() + "/notes",
                    Map.of(),
                    JsonText.object()
                            .add("note", text)
                            .add("customer_note", false)
                            .build());
        } catch (ShopException notWritten) {
            // The order's metadata contains the same information.
        }
    }

    /** Adds a note unless the order already has it, since a command may be repeated. */
    void addOnce(PlacedOrder order, String text) {
        if (texts(order).stream().noneMatch(text::equals)) {
            add(order, text);
        }
    }

    /** The newest note; empty if there is none, or none can be read. */
    Optional<String> last(PlacedOrder order) {
        return texts(order).stream()
                .findFirst()
                .map(note -> note.length() > LONGEST ? note.substring(0, LONGEST) : note);
    }

    /**
     * WooCommerce marks an order as paid as soon as its status changes; only the most common gateways record that they
     * captured the money.
     */
    void askToCheck(PlacedOrder order, Money amount) {
        if (order.gateway().captured().isEmpty()) {
            add(
                    order,
                    "Gather moved this order on so that its payment gateway captures " + amount
                            + ". The gateway does not tell Gather whether it did: please check the payment there.");
        }
    }

    /** Newest first. */
    private List<String> texts(PlacedOrder order) {
        try {
            List<JsonObject> notes = api.list("orders/" + order.id() + "/notes", Map.of("_fields", "id,note"));
            return notes.stream()
                    .flatMap(note -> Fields.optionalText(note, "note").stream())
                    .toList();
        } catch (ShopException notRead) {
            return List.of();
        }
    }
}
