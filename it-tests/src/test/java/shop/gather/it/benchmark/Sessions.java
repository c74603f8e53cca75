package shop.gather.it.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import shop.gather.it.fixture.Store;

/** Members with a session: each has come through the shop, as any storefront lets them. Immutable. */
record Sessions(List<String> tokens) {

    /** Registers so many customers at the shop and exchanges their tokens. */
    static Sessions of(Store store, int members, int clients) {
        List<String> tokens = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        Load.parallel(clients, () -> {
            for (int number = next.getAndIncrement(); number < members; number = next.getAndIncrement()) {
                tokens.add(store.aBuyer("Member " + number).session().getString("token"));
            }
            return null;
        });
        return new Sessions(List.copyOf(tokens));
    }
}
