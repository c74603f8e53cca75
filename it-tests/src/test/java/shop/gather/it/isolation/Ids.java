package shop.gather.it.isolation;

import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where a call takes the ids from that it names: those of a store, or ids that nobody has. */
@FunctionalInterface
public interface Ids extends UnaryOperator<String> {

    /** Ids that look like real ones and belong to nothing, others each time. */
    static Ids random() {
        return name -> UUID.randomUUID().toString();
    }
}
