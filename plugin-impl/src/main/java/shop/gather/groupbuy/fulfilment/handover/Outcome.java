package shop.gather.groupbuy.fulfilment.handover;

import java.util.Locale;

/** What becomes of one item of a hand-over, or of a no-show. The name is stored and sent: it never changes. */
public enum Outcome {
    /** It was handed over now; for a repeated item of a device, before. */
    HANDED_OVER,
    /** Somebody has handed it over before. */
    ALREADY_HANDED_OVER,
    /** The team has not succeeded, or the buyer must pay again. */
    NOT_CONFIRMED,
    /** The time of collection has not come. */
    NOT_READY,
    /** The place has ended: it was cancelled or refunded. */
    CANCELLED,
    /** It is collected at another point, or the buyer has not chosen one. */
    WRONG_POINT,
    /** No place has this code or id. */
    UNKNOWN_PLACE,
    /** The device has used the id for another place. */
    DEVICE_EVENT_REUSED,
    /** It is recorded that nobody came. */
    NO_SHOW,
    /** It can still be collected. */
    NOT_OVERDUE;

    /** As it is sent. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether a person should know that a device has recorded it: goods may have left twice, or unpaid.
     *
     * @param before whether the device says that the goods have left already. If so, a place that is to be collected
     *     elsewhere or later could be handed over again; if not, it was refused while the buyer waited.
     */
    boolean isConflict(boolean before) {
        return switch (this) {
            case ALREADY_HANDED_OVER, CANCELLED, NOT_CONFIRMED -> true;
            case WRONG_POINT, NOT_READY -> before;
            default -> false;
        };
    }
}
