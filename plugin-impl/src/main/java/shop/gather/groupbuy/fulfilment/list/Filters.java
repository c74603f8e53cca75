package shop.gather.groupbuy.fulfilment.list;

import java.util.Arrays;
import java.util.stream.Collectors;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.platform.http.ProblemException;

/** Reads query parameters that choose places. */
public final class Filters {

    private Filters() {}

    /** Null for null. @throws ProblemException INVALID_VALUE */
    public static Pickup.State state(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Pickup.State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("state must be one of "
                        + Arrays.stream(Pickup.State.values()).map(Enum::name).collect(Collectors.joining(", "))
                        + "."));
    }

    /** False for null. @throws ProblemException INVALID_VALUE */
    public static boolean flag(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ProblemException.invalid(name + " must be true or false.");
    }
}
