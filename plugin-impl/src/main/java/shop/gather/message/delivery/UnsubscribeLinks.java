package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.message.MessageKind;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

/**
 * Links that end e-mails of one kind to one member, without a login (RFC 8058). The token is encrypted and authenticated:
 * nobody can make or read one, and it shows no personal data. It does not expire. Thread-safe.
 */
@Singleton
class UnsubscribeLinks {

    /** Below the public address of the deployment. */
    static final String PATH = "storefront/v1/unsubscriptions/";

    private static final String CONTEXT = "message-unsubscribe";
    private static final int MAX_LENGTH = 400;

    private final SecretBox secrets;

    @Inject
    UnsubscribeLinks(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** What a token ends. */
    record Link(StoreId store, MemberId member, MessageKind kind) {}

    /** A token for a part of a path. */
    String token(Link link) {
        return secrets.encrypt(link.store() + ":" + link.member() + ":" + link.kind(), CONTEXT)
                .replace(':', '.');
    }

    /** Empty if the token is not one of ours, or was made with a key that is no longer configured. */
    Optional<Link> read(String token) {
        if (token == null || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts;
        try {
            parts = secrets.decrypt(token.replace('.', ':'), CONTEXT).split(":");
        } catch (IllegalStateException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        return Optional.of(new Link(
                new StoreId(Ids.parse(parts[0]).orElseThrow()),
                new MemberId(Ids.parse(parts[1]).orElseThrow()),
                MessageKind.valueOf(parts[2])));
    }
}
