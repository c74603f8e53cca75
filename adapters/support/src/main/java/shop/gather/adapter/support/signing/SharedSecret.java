package shop.gather.adapter.support.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** A secret that Gather and the shop, or its plugin in the shop, both hold. Signs with HMAC-SHA256. Thread-safe. */
public final class SharedSecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MINIMUM_LENGTH = 24;
    private static final String STANDARD_PREFIX = "whsec_";

    private final byte[] key;

    private SharedSecret(byte[] key) {
        this.key = key;
    }

    /**
     * One that Gather's plugin holds too: {@code whsec_} and base64 as Standard Webhooks write it, or plain text.
     *
     * @param setting what the store's owner knows it by, for the message
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
     * One that the adapter reads by rules of its own.
     *
     * @param key not empty; whether it is long enough the adapter has checked
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

    /** Whether a text is the signature, in the encoding given; takes the same time however much of it is right. */
    public static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
