package shop.gather.groupbuy.roster;

/** How other buyers see a member in the lists of a team. */
public enum TeamDisplay {
    /** A label that is different in each team and does not depend on the member; the default. */
    PSEUDONYM,
    /** The initials of the member's name in the shop. */
    INITIALS
}
