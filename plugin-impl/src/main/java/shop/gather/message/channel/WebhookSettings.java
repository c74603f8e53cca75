package shop.gather.message.channel;

import java.net.URI;

/** What the owner set for the webhook. Immutable. */
public record WebhookSettings(String url) {

    /** What the audit says: the rest of a chat tool's address is a secret. */
    Audited audited() {
        return new Audited(URI.create(url).getHost());
    }

    /** The host alone. */
    public record Audited(String host) {}
}
