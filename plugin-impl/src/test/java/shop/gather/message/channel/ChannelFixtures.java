package shop.gather.message.channel;

import java.util.Optional;
import shop.gather.event.SigningSecret;
import shop.gather.ledger.StoreDatabase;
import shop.gather.message.channel.EmailSettings.Security;
import shop.gather.platform.StoreId;

/** Sets channels up as their owners do. */
public final class ChannelFixtures {

    public static final String BASE = "https://gather.example/";

    private ChannelFixtures() {}

    /** E-mail through a server of this machine that asks nobody who it is. */
    public static void mailThrough(StoreDatabase node, StoreId store, MailServer server) {
        set(node, store, settings("127.0.0.1", server.port(), Security.NONE, null), null);
    }

    static EmailSettings settings(String host, int port, Security security, String user) {
        return new EmailSettings(host, port, security, user, "shop@shop.example", "茶店 Tea", "help@shop.example", BASE);
    }

    static MessageChannel set(StoreDatabase node, StoreId store, EmailSettings settings, String password) {
        return node.bean(MessageChannels.class)
                .set(store, "test", ChannelKind.EMAIL, etag(node, store, ChannelKind.EMAIL), settings, password);
    }

    /** Posts messages to an address; returns the secret. */
    public static String postTo(StoreDatabase node, StoreId store, String url) {
        String secret = SigningSecret.create();
        node.bean(MessageChannels.class)
                .set(
                        store,
                        "test",
                        ChannelKind.WEBHOOK,
                        etag(node, store, ChannelKind.WEBHOOK),
                        new WebhookSettings(url),
                        secret);
        return secret;
    }

    public static void remove(StoreDatabase node, StoreId store, ChannelKind kind) {
        node.bean(MessageChannels.class).remove(store, "test", kind);
    }

    public static Counts counts(StoreDatabase node, StoreId store, ChannelKind kind) {
        return node.bean(MessageChannels.class).find(store, kind).orElseThrow().counts();
    }

    private static String etag(StoreDatabase node, StoreId store, ChannelKind kind) {
        Optional<MessageChannel> known = node.bean(MessageChannels.class).find(store, kind);
        return "\"" + known.map(MessageChannel::version).orElse(0L) + "\"";
    }
}
