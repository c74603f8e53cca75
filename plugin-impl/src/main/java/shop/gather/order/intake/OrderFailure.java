package shop.gather.order.intake;

import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.FailureReason;
import shop.gather.spi.ShopException;

/**
 * Why an order could not be read or applied.
 *
 * @param cause where the failure originated
 * @param reason for the owner, one sentence or more
 */
record OrderFailure(Cause cause, String reason) {

    /** What a failure means for the order. */
    enum Cause {
        /** The shop cannot be asked for anything now. This says nothing about the order. */
        SHOP_OUT_OF_REACH,
        /** The order could not be read, perhaps temporarily; it is unknown whether only this order is affected. */
        NOT_READ,
        /** The shop fails for this order, but answers for others. */
        NOT_READ_ALONE,
        /** The shop answered, but the answer cannot be applied. */
        NOT_APPLIED
    }

    /**
     * Whether the shop is reachable, so that the failure concerns this order. If it lasts, decisions are made without
     * the order.
     */
    boolean isOfThisOrder() {
        return cause == Cause.NOT_READ_ALONE || cause == Cause.NOT_APPLIED;
    }

    /** The same failure after the shop has answered for another order. */
    OrderFailure alone() {
        return new OrderFailure(Cause.NOT_READ_ALONE, reason + " The shop answers when it is asked for other orders.");
    }

    /** @param answered whether the shop had answered by then */
    static OrderFailure of(Throwable failure, boolean answered) {
        if (answered) {
            return new OrderFailure(Cause.NOT_APPLIED, "Gather cannot apply it: " + FailureReason.told(failure));
        }
        if (failure instanceof ShopException shop) {
            return switch (shop.error()) {
                case BAD_ANSWER -> new OrderFailure(Cause.NOT_APPLIED, shop.getMessage());
                case SHOP_FAILED -> new OrderFailure(Cause.NOT_READ, shop.getMessage());
                default -> new OrderFailure(Cause.SHOP_OUT_OF_REACH, shop.getMessage());
            };
        }
        if (failure instanceof ProblemException notConnected) {
            return new OrderFailure(Cause.SHOP_OUT_OF_REACH, notConnected.getMessage());
        }
        if (failure instanceof DatabaseFailure) {
            return new OrderFailure(Cause.NOT_READ, FailureReason.told(failure));
        }
        // A bug in the adapter: the shop could be asked, but its answer cannot be understood.
        return new OrderFailure(Cause.NOT_APPLIED, "the adapter failed: " + FailureReason.told(failure));
    }

    /** The same failure without details that may quote the order, for an erased buyer. */
    OrderFailure withoutDetails() {
        return new OrderFailure(cause, "The reason is not kept, because the buyer was erased.");
    }
}
