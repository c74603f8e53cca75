package shop.gather.platform.security;

/** The kinds of callers. */
public enum Role {
    /** The hosting provider, who creates and suspends stores. */
    PROVIDER,
    /** A store's owner, with an API key that has scopes. */
    OWNER,
    /**
     * A browser in the store's shop, with the publishable key: may only exchange a shop's token and read public data.
     */
    STOREFRONT,
    /** A member, with a short-lived token. */
    MEMBER
}
