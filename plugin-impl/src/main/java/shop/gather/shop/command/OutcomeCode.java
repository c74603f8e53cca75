package shop.gather.shop.command;

/** The part of a command's last result that Gather evaluates; the text beside it is for people. */
public enum OutcomeCode {
    /** A person has taken the command over. */
    TAKEN_OVER,
    /** The shop no longer has store credit, and may have executed the command while it had. */
    NO_STORE_CREDIT
}
