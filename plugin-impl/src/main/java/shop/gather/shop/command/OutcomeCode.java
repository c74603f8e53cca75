package shop.gather.shop.command;

/** What Gather itself must know of a command's last try or end; the words beside it are for people. */
public enum OutcomeCode {
    /** A person has taken it over. */
    TAKEN_OVER,
    /** The shop has no store credit any more, and may have done the command while it had. */
    NO_STORE_CREDIT
}
