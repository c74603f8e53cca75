package shop.gather.ledger;

import java.util.ArrayList;
import java.util.List;

/** The first of what was found, however much it is. Not thread-safe. */
final class Findings<T> {

    private final List<T> first = new ArrayList<>();

    /** Keeps it if few were found before. */
    void add(T found) {
        if (first.size() < BookComparison.MAX_FINDINGS) {
            first.add(found);
        }
    }

    void addAll(List<T> found) {
        found.forEach(this::add);
    }

    List<T> list() {
        return List.copyOf(first);
    }
}
