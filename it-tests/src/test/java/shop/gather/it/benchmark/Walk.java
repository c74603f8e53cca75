package shop.gather.it.benchmark;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import shop.gather.it.fixture.Api;

/**
 * The pages of a list, followed to the end as a client does.
 *
 * @param cursors of all pages but the first
 * @param items how many there are
 */
record Walk(List<String> cursors, int items) {

    private static final int LARGEST_PAGE = 200;

    /** @throws IllegalStateException if an item is in two pages */
    static Walk of(Api api, String path) {
        String page = path + "&limit=" + LARGEST_PAGE;
        List<String> cursors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        JsonObject found = api.get(page);
        for (add(found, ids, path); found.containsKey("next"); add(found, ids, path)) {
            cursors.add(found.getString("next"));
            found = api.get(page + "&cursor=" + found.getString("next"));
        }
        return new Walk(cursors, ids.size());
    }

    private static void add(JsonObject page, Set<String> ids, String path) {
        for (JsonObject item : page.getJsonArray("items").getValuesAs(JsonObject.class)) {
            if (!ids.add(item.getString("id"))) {
                throw new IllegalStateException(path + " shows " + item.getString("id") + " twice");
            }
        }
    }

    /** The cursor of a page in the middle; null if there is one page only. */
    String middle() {
        return cursors.isEmpty() ? null : cursors.get(cursors.size() / 2);
    }
}
