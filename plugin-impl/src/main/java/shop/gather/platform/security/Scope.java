package shop.gather.platform.security;

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
    /** Opening sessions for customers whom the caller, a storefront's back end, has logged in. */
    SESSIONS
}
