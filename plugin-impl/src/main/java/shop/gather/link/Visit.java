package shop.gather.link;

/** Why a link is asked for. */
enum Visit {
    /** A person follows it. */
    CLICK,
    /**
     * A program looks where it leads: a chat app's preview, a crawler, a HEAD request. It is led there, without a click
     * token.
     */
    LOOK,
    /**
     * A browser loads it in advance, in case somebody follows it. It is refused: the browser would otherwise use the
     * answer when the person does follow the link, and the click would be neither counted nor credited.
     */
    PREFETCH
}
