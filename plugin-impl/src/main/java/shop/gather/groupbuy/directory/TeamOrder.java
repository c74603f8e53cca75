package shop.gather.groupbuy.directory;

import java.util.Arrays;
import shop.gather.platform.http.ProblemException;

/** How the directory sorts teams. Both orders are by values that never change while a team is open. */
enum TeamOrder {
    /** By deadline, the nearest first; teams with the same deadline by id. */
    ENDING_SOON("endingSoon", "deadline, id"),
    /** The last opened first. */
    NEWEST("newest", "opened_at desc, id desc");

    private final String parameter;
    private final String columns;

    TeamOrder(String parameter, String columns) {
        this.parameter = parameter;
        this.columns = columns;
    }

    /**
     * The order that a request names.
     *
     * @param value null for the default, {@link #ENDING_SOON}
     * @throws ProblemException INVALID_VALUE for an unknown name
     */
    static TeamOrder of(String value) {
        if (value == null) {
            return ENDING_SOON;
        }
        return Arrays.stream(values())
                .filter(order -> order.parameter.equals(value))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("sort must be endingSoon or newest."));
    }

    /** As requests name it. */
    String parameter() {
        return parameter;
    }

    /** For {@code order by}. */
    String columns() {
        return columns;
    }
}
