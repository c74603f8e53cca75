package shop.gather.adapter.medusa;

import java.util.List;
import java.util.Optional;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/**
 * Takes lines out of an order by Medusa's order edits: begun, filled, confirmed. An unfinished edit is discarded and
 * created again.
 */
final class OrderEdits {

    /** Distinguishes an edit of Gather from one that a person is working on. */
    private static final String NOTE = "Gather: ";

    private final MedusaApi api;

    OrderEdits(MedusaApi api) {
        this.api = api;
    }

    CommandResult takeOut(String orderId, List<String> lineIds, String reason, String reference) {
        String edit = "/order-edits/" + Query.encoded(orderId);
        if (hasUnfinished(orderId)) {
            api.delete(edit);
        }
        Reply begun = api.post(
                "/order-edits", JsonText.object().add("order_id", orderId).add("internal_note", NOTE + reason));
        if (!begun.isDone()) {
            return Refusals.of(begun, RefusalCode.ORDER_STATE);
        }
        for (String lineId : lineIds) {
            Reply taken = api.post(
                    edit + "/items/item/" + Query.encoded(lineId),
                    JsonText.object().add("quantity", 0));
            if (!taken.isDone()) {
                api.delete(edit);
                return Refusals.of(taken, RefusalCode.ORDER_STATE);
            }
        }
        Reply confirmed = api.post(edit + "/confirm", JsonText.object());
        if (!confirmed.isDone()) {
            api.delete(edit);
            return Refusals.of(confirmed, RefusalCode.ORDER_STATE);
        }
        return CommandResult.done(reference);
    }

    private boolean hasUnfinished(String orderId) {
        Query query = Query.fields("id,status,internal_note")
                .and("status[]", "pending")
                .and("status[]", "requested");
        return Fields.objects(api.get("/orders/" + Query.encoded(orderId) + "/changes", query), "order_changes")
                .stream()
                .filter(change -> List.of("pending", "requested").contains(Fields.text(change, "status")))
                .map(change -> Fields.optionalText(change, "internal_note"))
                .flatMap(Optional::stream)
                .anyMatch(note -> note.startsWith(NOTE));
    }
}
