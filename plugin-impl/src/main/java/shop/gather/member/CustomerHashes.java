package shop.gather.member;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.platform.StoreId;
import shop.gather.platform.crypto.SecretBox;

/**
 * Recognises a customer of the shop without storing the id, by HMAC-SHA256 with a key of the deployment: shops' ids are
 * short, so a plain hash could be found by trial. Once a rotated key is removed, its hashes match nobody, and the
 * customer is treated as unknown. Thread-safe.
 */
@Singleton
class CustomerHashes {

    private final Collection<byte[]> keys;

    @Inject
    CustomerHashes(SecretBox secrets) {
        this.keys = secrets.derive("erased-customer").values();
    }

    /** The hashes of a customer id under all keys, the current one first. */
    List<String> of(StoreId store, String customerId) {
        return keys.stream().map(key -> hash(key, store + "/" + customerId)).toList();
    }

    private static String hash(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
