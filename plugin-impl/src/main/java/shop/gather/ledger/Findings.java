package shop.gather.ledger;

import java.util.ArrayList;
import java.util.List;

/** A list of findings that keeps only the first ones, up to a maximum. Not thread-safe. */
final class Findings<T> {

    private final List<T> first = new ArrayList<>();

    /** Adds a finding unless the maximum is reached. */
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
