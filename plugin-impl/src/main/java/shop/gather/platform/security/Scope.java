package shop.gather.platform.security;

import java.util.EnumSet;
import java.util.Set;

/**
 * The scopes of an owner's key. Each includes reading. {@code plugin-impl/SCOPES.md} lists what each scope can do to
 * other people's money and identity. A key can only create keys with scopes that it has itself.
 */
public enum Scope {
    /**
     * Keys, event endpoints, alarms, audit log; together with all other {@link #ofOwners()} also the connection to the
     * shop.
     */
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

    /** The default scopes of a store owner's key. */
    public static Set<Scope> ofOwners() {
        return EnumSet.complementOf(EnumSet.of(SESSIONS));
    }
}
