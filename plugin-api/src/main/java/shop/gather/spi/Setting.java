package shop.gather.spi;

/**
 * A value that a store owner enters to connect a shop.
 *
 * @param key stable name, camel case
 * @param kind decides how the value is checked, stored and shown
 * @param required whether connecting is refused without it
 * @param description one sentence for the owner: what it is and where to find it in the shop
 * @since 1.0
 */
public record Setting(String key, Kind kind, boolean required, String description) {

    /** How a value is treated. */
    public enum Kind {
        /** Plain text, shown back to the owner. */
        TEXT,
        /** An absolute http or https address that Gather will call; checked against forbidden networks before use. */
        URL,
        /**
         * An absolute http or https address that Gather passes on and never calls: a page for browsers, or the address
         * to which the shop sends its notifications. It may hold placeholders such as {@code {slug}}, but not in the
         * host.
         */
        LINK,
        /** Encrypted at rest, never shown or logged. */
        SECRET
    }

    public static Setting text(String key, boolean required, String description) {
        return new Setting(key, Kind.TEXT, required, description);
    }

    /** A {@link Kind#URL}: an address that Gather calls, without placeholders. */
    public static Setting url(String key, boolean required, String description) {
        return new Setting(key, Kind.URL, required, description);
    }

    /** A {@link Kind#LINK}. */
    public static Setting link(String key, boolean required, String description) {
        return new Setting(key, Kind.LINK, required, description);
    }

    public static Setting secret(String key, boolean required, String description) {
        return new Setting(key, Kind.SECRET, required, description);
    }
}
