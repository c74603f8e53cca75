package shop.gather.shop.command;

import java.util.Arrays;
import java.util.Optional;

/**
 * The purpose of a command. Its word is the first part of the command's key. Shops store keys, so words must never
 * change.
 */
public enum Purpose {
    /** Captures the amount authorized for a place whose team has succeeded. */
    CAPTURE("capture"),
    /** Captures the amount of the rest of the order of a place that has ended. */
    CAPTURE_REST("capture-rest"),
    /** Cancels the order of a place that has ended. */
    CANCEL_ORDER("cancel-order"),
    /** Cancels the line of a place that has ended, or units of it. */
    CANCEL_LINE("cancel-line"),
    /** Refunds the amount paid for a place that has ended. */
    REFUND("refund"),
    /** Refunds a buyer the difference to the team's final price. */
    REBATE("rebate"),
    /** Refunds a buyer what was ordered and not delivered. */
    SHORT_DELIVERY("short-delivery"),
    /** Creates the offer of a campaign's price in the shop. */
    OFFER("offer"),
    /** Deletes the offer of a campaign's price in the shop. */
    CLOSE_OFFER("close-offer"),
    /** Revokes a buyer's admission to a price. */
    REVOKE("revoke"),
    /** Gives credit to a buyer whose place was not drawn. */
    CONSOLATION("consolation"),
    /** Pays a leader in store credit. */
    PAYOUT("payout-request");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Whether it captures money. */
    public boolean captures() {
        return this == CAPTURE || this == CAPTURE_REST;
    }

    /** Whether it cancels something. */
    public boolean cancels() {
        return this == CANCEL_ORDER || this == CANCEL_LINE;
    }

    /** Whether it refunds money. */
    public boolean refunds() {
        return this == REFUND || isRebate();
    }

    /** Whether it refunds a part of the price of a place that has not ended. */
    public boolean isRebate() {
        return this == REBATE || this == SHORT_DELIVERY;
    }

    static Optional<Purpose> of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word.equals(word))
                .findFirst();
    }
}
