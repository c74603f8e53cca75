package shop.gather.platform.security;

import java.util.EnumSet;
import java.util.Set;

/** What an owner's key may be limited to. Reading is part of each. */
public enum Scope {
    /** Connection, keys, event endpoints, audit. */
    STORE,
    /** Programme, applications, leaders, communities, links. */
    COMMUNITY,
    /** Campaigns and teams. */
    CAMPAIGNS,
    /** Commission plans, ledger, payouts. */
    MONEY,
    /** Opening sessions for customers whom the caller, a storefront's back end, has logged in: acting as any member. In no key that was not made for it. */
    SESSIONS;

    /** What the key of a store's owner may do. */
    public static Set<Scope> ofOwners() {
        return EnumSet.complementOf(EnumSet.of(SESSIONS));
    }
}
