package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.List;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Reads lists filtered by one value. Medusa ignores an unknown filter (possibly one of ours in another version) and
 * returns the first page of all entries. An entry on another page would then be taken for missing.
 */
final class Filtered {

    private Filtered() {}

    /** @param list under which name the entries are in the answer, and of which they have the field with the value */
    static List<JsonObject> list(MedusaApi api, String list, Query query, String field, String value) {
        String path = "/" + list.replace('_', '-');
        List<JsonObject> found = Fields.list(api.get(path, query.and(field, value)), list);
        if (!found.stream().allMatch(entry -> Fields.has(entry, field, value))) {
            throw new ShopException(
                    ShopError.BAD_ANSWER,
                    "the shop ignores that only " + list + " of one " + field + " were asked for");
        }
        return found;
    }
}
