package shop.gather.link;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;
import shop.gather.platform.security.SignedTokens;

/**
 * Signs clicks as JSON Web Tokens and verifies them. The token fits into 255 characters, the usual limit of shops for
 * cart attributes: store, link and leader share one claim, and the click's time is the expiry minus the lifetime.
 * Signing is implemented here because it is most of the cost of a redirect: the part that is the same for all clicks of
 * a link is encoded and passed through the MAC once. Thread-safe.
 */
@Singleton
public class ClickTokens {

    /** The query parameter that carries the token into the shop. */
    public static final String PARAMETER = "gather_click";

    /** How long a click is valid as evidence. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    private static final String PURPOSE = "click";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] EXPIRY = ascii("\",\"exp\":");
    private static final byte[] END = ascii("}");
    private static final byte[] CONSENT_END = ascii(",\"c\":1}");
    private static final byte[] DIGITS = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /** A click id is 48 random bits in 8 characters: it only has to distinguish clicks of the same link. */
    private static final int ID_LENGTH = 8;

    /** Seconds since 1970 have 10 digits from 2001 to 2286. */
    private static final int EXPIRY_LENGTH = 10;

    private final SignedTokens tokens;
    private final Clock clock;
    private final byte[] header;
    private final Mac keyed;

    @Inject
    public ClickTokens(SecretBox secrets, Clock clock) {
        this.tokens = new SignedTokens(secrets, PURPOSE, clock);
        this.clock = clock;
        Map.Entry<String, byte[]> key =
                secrets.derive(PURPOSE).entrySet().iterator().next();
        this.header = ascii(BASE64.encodeToString(ascii("{\"alg\":\"HS256\",\"kid\":\"" + key.getKey() + "\"}")) + ".");
        try {
            this.keyed = Mac.getInstance("HmacSHA256");
            this.keyed.init(new SecretKeySpec(key.getValue(), "HmacSHA256"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * The part of a link's tokens that is the same for all its clicks.
     *
     * @param text the first part of the token
     * @param mac the MAC state after {@code text}; cloned for each click
     */
    record Opening(byte[] text, Mac mac) {}

    /** Prepares the tokens of a link. */
    Opening open(StoreId store, LinkId link, LeaderId leader) {
        ByteBuffer ids = ByteBuffer.allocate(48);
        for (UUID id : new UUID[] {store.value(), link.value(), leader.value()}) {
            ids.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        byte[] json = ascii("{\"sub\":\"" + BASE64.encodeToString(ids.array()) + "\",\"jti\":\"");
        if (json.length % 3 != 0) {
            throw new IllegalStateException("the JSON before appended Base64 must have a multiple of 3 bytes");
        }
        byte[] text = join(header, BASE64.encode(json));
        Mac mac = copy(keyed);
        mac.update(text);
        return new Opening(text, mac);
    }

    /** Creates the token of a click at the present time. */
    String sign(Opening opening, boolean consent) {
        byte[] end = consent ? CONSENT_END : END;
        byte[] rest = new byte[ID_LENGTH + EXPIRY.length + EXPIRY_LENGTH + end.length];
        int at = putId(rest, ThreadLocalRandom.current().nextLong());
        at = put(rest, at, EXPIRY);
        at = putSeconds(rest, at, clock.millis() / 1_000 + LIFETIME.toSeconds());
        put(rest, at, end);
        byte[] encodedRest = BASE64.encode(rest);
        Mac mac = copy(opening.mac());
        mac.update(encodedRest);
        byte[] signature = BASE64.encode(mac.doFinal());

        byte[] token = new byte[opening.text().length + encodedRest.length + 1 + signature.length];
        at = put(token, 0, opening.text());
        at = put(token, at, encodedRest);
        token[at++] = '.';
        put(token, at, signature);
        return new String(token, StandardCharsets.ISO_8859_1);
    }

    /** The click in a token; empty if the token is not one of ours, was changed, or is too old. */
    public Optional<Click> verify(String token) {
        return tokens.verify(token).flatMap(ClickTokens::read);
    }

    /** The click in a token; empty if the token is not one of ours, was changed, or was too old at the given time. */
    public Optional<Click> verify(String token, Instant at) {
        return tokens.verify(token, at).flatMap(ClickTokens::read);
    }

    private static Optional<Click> read(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        try {
            ByteBuffer ids = ByteBuffer.wrap(Base64.getUrlDecoder().decode(String.valueOf(claims.getSubject())));
            return Optional.of(new Click(
                    new StoreId(new UUID(ids.getLong(), ids.getLong())),
                    new LinkId(new UUID(ids.getLong(), ids.getLong())),
                    new LeaderId(new UUID(ids.getLong(), ids.getLong())),
                    claims.getJWTID(),
                    expires.toInstant().minus(LIFETIME),
                    claims.getClaim("c") != null));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException notAClick) {
            return Optional.empty();
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        put(both, first.length, second);
        return both;
    }

    private static int putId(byte[] target, long bits) {
        long rest = bits;
        for (int i = 0; i < ID_LENGTH; i++) {
            target[i] = DIGITS[(int) (rest & 63)];
            rest >>>= 6;
        }
        return ID_LENGTH;
    }

    private static int putSeconds(byte[] target, int at, long seconds) {
        long rest = seconds;
        for (int i = EXPIRY_LENGTH - 1; i >= 0; i--) {
            target[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + EXPIRY_LENGTH;
    }

    private static int put(byte[] target, int at, byte[] part) {
        System.arraycopy(part, 0, target, at, part.length);
        return at + part.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
