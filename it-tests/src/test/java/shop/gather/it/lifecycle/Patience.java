package shop.gather.it.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long somebody waited, to be printed beside how long somebody else did. Not thread-safe. */
final class Patience {

    private final String when;
    private final List<Long> nanos = new ArrayList<>();

    Patience(String when) {
        this.when = when;
    }

    <T> T of(Supplier<T> call) {
        long start = System.nanoTime();
        T result = call.get();
        nanos.add(System.nanoTime() - start);
        return result;
    }

    long median() {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }

    private long longest() {
        return nanos.stream().max(Long::compare).orElseThrow();
    }

    @Override
    public String toString() {
        return "%s: %d, median %.1f ms, longest %.1f ms".formatted(when, nanos.size(), median() / 1e6, longest() / 1e6);
    }
}
