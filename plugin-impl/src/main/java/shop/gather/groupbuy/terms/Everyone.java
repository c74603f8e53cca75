package shop.gather.groupbuy.terms;

import java.util.OptionalInt;

/** Every member may open and join teams. */
@Kind("everyone")
public record Everyone() implements EligibilityPolicy {

    @Override
    public OptionalInt mostOrdersBefore(boolean opens) {
        return OptionalInt.empty();
    }

    @Override
    public String refusal() {
        throw new IllegalStateException("everyone may take a place");
    }
}
