package shop.gather.platform.security;

/** The kinds of callers. */
public enum Role {
    /** The hosting provider: creates stores, suspends them. */
    PROVIDER,
    /** A store's owner, by an API key with scopes. */
    OWNER,
    /**
     * A browser in the store's shop, by the publishable key: may only exchange a shop's token and read what is public.
     */
    STOREFRONT,
    /** A member, by a short-lived token. */
    MEMBER
}
