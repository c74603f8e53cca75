package shop.gather.shop.command;

import java.util.Arrays;
import java.util.Optional;

/** What a command is for. Its word is the beginning of the command's key, which shops keep: words never change. */
public enum Purpose {
    /** Takes what was authorized for a place whose team has succeeded. */
    CAPTURE("capture"),
    /** Takes what else stands in the order of a place that is over. */
    CAPTURE_REST("capture-rest"),
    /** Cancels the order of a place that is over. */
    CANCEL_ORDER("cancel-order"),
    /** Cancels the line of a place that is over, or units of it. */
    CANCEL_LINE("cancel-line"),
    /** Gives back what was paid for a place that is over. */
    REFUND("refund"),
    /** Gives a buyer the difference to what the team's price is in the end. */
    REBATE("rebate"),
    /** Makes the price of a campaign known to the shop. */
    OFFER("offer"),
    /** Takes the price of a campaign out of the shop. */
    CLOSE_OFFER("close-offer"),
    /** Takes a buyer's admission to a price back. */
    REVOKE("revoke"),
    /** Pays a leader out in store credit. */
    PAYOUT("payout-request");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Whether it takes money. */
    public boolean captures() {
        return this == CAPTURE || this == CAPTURE_REST;
    }

    /** Whether it cancels something. */
    public boolean cancels() {
        return this == CANCEL_ORDER || this == CANCEL_LINE;
    }

    /** Whether it gives money back. */
    public boolean refunds() {
        return this == REFUND || this == REBATE;
    }

    static Optional<Purpose> of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word.equals(word))
                .findFirst();
    }
}
