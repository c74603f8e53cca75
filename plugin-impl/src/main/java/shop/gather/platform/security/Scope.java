package shop.gather.platform.security;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an owner's key may be limited to. Reading is part of each. {@code plugin-impl/SCOPES.md} says what each scope
 * can do to other people's money and identity. A key can only create keys with scopes that it has itself.
 */
public enum Scope {
    /** Keys, event endpoints, alarms, audit; with all of {@link #ofOwners()} also the connection to the shop. */
    STORE,
    /** Programme, applications, leaders, communities, links; erasure of members. */
    COMMUNITY,
    /** Campaigns and teams. */
    CAMPAIGNS,
    /** Commission plans, ledger, payouts. */
    MONEY,
    /**
     * Opening sessions for customers whom the caller, a storefront's back end, has logged in, and joining two customers
     * to one member: acting as any member. Only the hosting provider creates the first key with this scope.
     */
    SESSIONS;

    /** What the key of a store's owner may do. */
    public static Set<Scope> ofOwners() {
        return EnumSet.complementOf(EnumSet.of(SESSIONS));
    }
}
