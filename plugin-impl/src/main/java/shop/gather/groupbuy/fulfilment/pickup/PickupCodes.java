package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.platform.Codes;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

/**
 * The codes that buyers show at the pickup point. A code is derived from a secret, the store and the place by
 * HMAC-SHA-256, so that it can be shown again; a keyed hash of it is stored, by which it is found. A code has 14
 * characters, almost 70 bits. Thread-safe.
 */
@Singleton
public class PickupCodes {

    private static final int LENGTH = 14;
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, byte[]> keys;

    @Inject
    PickupCodes(SecretBox secrets) {
        this.keys = secrets.derive("pickup-code");
    }

    /** The name of the key from which new codes are derived. */
    String currentKey() {
        return keys.keySet().iterator().next();
    }

    /** The code of a place; empty if the key is no longer configured. */
    Optional<String> code(StoreId store, ParticipationId place, String key) {
        return Optional.ofNullable(keys.get(key))
                .map(secret -> Codes.of(hmac(secret, "code:" + store + ":" + place), LENGTH));
    }

    /** What is stored of the code of a place. @param key one that is configured */
    String hash(StoreId store, ParticipationId place, String key) {
        return hash(keys.get(key), store, code(store, place, key).orElseThrow());
    }

    /** What may be stored of a code as it was typed or scanned, by each key; empty if it has not the form of a code. */
    public List<String> hashes(StoreId store, String typed) {
        String code = Codes.typed(typed);
        return Codes.isCode(code, LENGTH)
                ? keys.values().stream()
                        .map(secret -> hash(secret, store, code))
                        .toList()
                : List.of();
    }

    private static String hash(byte[] secret, StoreId store, String code) {
        return HexFormat.of().formatHex(hmac(secret, "hash:" + store + ":" + code));
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
