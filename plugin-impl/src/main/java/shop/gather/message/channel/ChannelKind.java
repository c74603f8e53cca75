package shop.gather.message.channel;

import java.util.Locale;

/** The channels. The name of a constant is stored: it never changes. */
public enum ChannelKind {
    EMAIL,
    WEBHOOK;

    /** The name in the API. Stable. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
