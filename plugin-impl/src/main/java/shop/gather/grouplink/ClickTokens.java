package shop.gather.grouplink;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.platform.StoreId;
import shop.gather.platform.security.SecretBox;
import shop.gather.platform.security.SignedTokens;

/**
 * Signs clicks as JSON Web Tokens and reads them back. The token is short enough for a field of 255 characters, where many shops keep what a storefront
 * puts on a cart: store, link and leader share one claim, and the click's time is the expiry less the lifetime. Signing is written out by hand, because it is nearly
 * all that a redirect does. Thread-safe.
 */
@Singleton
public class ClickTokens {

    /** The query parameter that carries the token into the shop. */
    public static final String PARAMETER = "gather_click";

    /** How long a click can be evidence. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    private static final String PURPOSE = "click";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] EXPIRY = ascii("\",\"exp\":");
    private static final byte[] END = ascii("}");
    private static final byte[] CONSENT_END = ascii(",\"c\":1}");
    private static final byte[] DIGITS = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /** A click id is 64 random bits in 11 characters. */
    private static final int ID_LENGTH = 11;

    /** Seconds since 1970 have 10 digits from 2001 to 2286. */
    private static final int EXPIRY_LENGTH = 10;

    private static final int SIGNATURE_LENGTH = 43;

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
     * The part of the claims that is the same for all clicks of a link.
     *
     * @param encoded in base64; its length before was a multiple of 3, so more can follow
     */
    record Claims(byte[] encoded) {

        static Claims of(UUID store, UUID link, UUID leader) {
            ByteBuffer ids = ByteBuffer.allocate(48);
            for (UUID id : new UUID[] {store, link, leader}) {
                ids.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
            }
            byte[] json = ascii("{\"sub\":\"" + BASE64.encodeToString(ids.array()) + "\",\"jti\":\"");
            if (json.length % 3 != 0) {
                throw new IllegalStateException("the claims must begin with a multiple of 3 bytes");
            }
            return new Claims(BASE64.encode(json));
        }
    }

    /** The token of one click, now. */
    String sign(Claims claims, boolean consent) {
        byte[] end = consent ? CONSENT_END : END;
        byte[] rest = new byte[ID_LENGTH + EXPIRY.length + EXPIRY_LENGTH + end.length];
        int at = putId(rest, ThreadLocalRandom.current().nextLong());
        at = put(rest, at, EXPIRY);
        at = putSeconds(rest, at, clock.millis() / 1_000 + LIFETIME.toSeconds());
        put(rest, at, end);
        byte[] encodedRest = BASE64.encode(rest);

        int signed = header.length + claims.encoded().length + encodedRest.length;
        byte[] token = new byte[signed + 1 + SIGNATURE_LENGTH];
        at = put(token, 0, header);
        at = put(token, at, claims.encoded());
        at = put(token, at, encodedRest);
        byte[] signature = signature(token, signed);
        token[at++] = '.';
        put(token, at, BASE64.encode(signature));
        return new String(token, StandardCharsets.ISO_8859_1);
    }

    /** The click that a token tells of; empty if it is not ours, was changed, or is too old. */
    public Optional<Click> verify(String token) {
        return tokens.verify(token).flatMap(ClickTokens::read);
    }

    private static Optional<Click> read(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        try {
            ByteBuffer ids = ByteBuffer.wrap(Base64.getUrlDecoder().decode(String.valueOf(claims.getSubject())));
            return Optional.of(new Click(
                    new StoreId(new UUID(ids.getLong(), ids.getLong())),
                    new UUID(ids.getLong(), ids.getLong()),
                    new UUID(ids.getLong(), ids.getLong()),
                    claims.getJWTID(),
                    expires.toInstant().minus(LIFETIME),
                    claims.getClaim("c") != null));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException notAClick) {
            return Optional.empty();
        }
    }

    private byte[] signature(byte[] token, int length) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(token, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
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
