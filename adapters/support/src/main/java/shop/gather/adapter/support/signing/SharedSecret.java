package shop.gather.adapter.support.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * A secret shared by Gather and the shop, or by Gather and its plugin in the shop. Signs with HMAC-SHA256. Thread-safe.
 */
public final class SharedSecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MINIMUM_LENGTH = 24;
    private static final String STANDARD_PREFIX = "whsec_";

    private final byte[] key;

    private SharedSecret(byte[] key) {
        this.key = key;
    }

    /**
     * A secret shared with Gather's plugin: {@code whsec_} and base64 as Standard Webhooks write it, or plain text.
     *
     * @param setting the key of the setting, for the message
     * @throws ShopException {@code MISCONFIGURED} if it is too short or cannot be read
     */
    public static SharedSecret of(String setting, String text) {
        if (text.length() < MINIMUM_LENGTH) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, setting + " needs at least " + MINIMUM_LENGTH + " characters");
        }
        if (!text.startsWith(STANDARD_PREFIX)) {
            return new SharedSecret(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return new SharedSecret(Base64.getDecoder().decode(text.substring(STANDARD_PREFIX.length())));
        } catch (IllegalArgumentException notBase64) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, setting + " starts with whsec_ but is not base64", notBase64);
        }
    }

    /**
     * A secret in a form that the adapter itself has read.
     *
     * @param key not empty; the adapter has checked its length
     */
    public static SharedSecret of(byte[] key) {
        return new SharedSecret(key.clone());
    }

    /** HMAC-SHA256 of a text in UTF-8. */
    public byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /** Whether a text is the signature, in the given encoding; compared in constant time. */
    public static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
