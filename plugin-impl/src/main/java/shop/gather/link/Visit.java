package shop.gather.link;

/** The kind of a request for a link. */
enum Visit {
    /** A person follows the link. */
    CLICK,
    /**
     * A program inspects the link: a chat app's preview, a crawler, a HEAD request. It is redirected without a click
     * token.
     */
    LOOK,
    /**
     * A browser prefetches the link. It is refused: otherwise the browser would reuse the answer when the person
     * follows the link, and the click would be neither counted nor attributed.
     */
    PREFETCH
}
