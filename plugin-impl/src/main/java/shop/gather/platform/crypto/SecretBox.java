package shop.gather.platform.crypto;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.config.PrivateFiles;

/**
 * Encrypts secrets at rest with AES-256-GCM (NIST SP 800-38D) and derives signing keys. {@code gather.secret-keys}
 * holds one or more {@code name:base64 of 32 bytes}, separated by commas: the first encrypts, all decrypt, so a key is
 * rotated by putting a new one in front. Without this setting a key is generated in the data directory at the first
 * start. Thread-safe.
 */
@Singleton
public class SecretBox {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys;
    private final String current;

    @Inject
    public SecretBox() {
        this(GatherConfig.text("gather.secret-keys", ""), GatherConfig.dataDirectory());
    }

    SecretBox(String configured, Path directory) {
        this.keys = parse(configured.isBlank() ? generated(directory.resolve("secret.key")) : configured);
        this.current = keys.keySet().iterator().next();
    }

    /** @param context what the secret belongs to; it cannot be decrypted in another context */
    public String encrypt(String plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed =
                run(Cipher.ENCRYPT_MODE, keys.get(current), nonce, context, plain.getBytes(StandardCharsets.UTF_8));
        return current + ":" + encode(nonce) + ":" + encode(sealed);
    }

    /** @throws IllegalStateException if the key is missing or the text was changed */
    public String decrypt(String box, String context) {
        String[] parts = box.split(":", 3);
        SecretKeySpec key = parts.length == 3 ? keys.get(parts[0]) : null;
        if (key == null) {
            throw new IllegalStateException(
                    "a secret was encrypted with a key that gather.secret-keys no longer contains");
        }
        Base64.Decoder decoder = Base64.getUrlDecoder();
        return new String(
                run(Cipher.DECRYPT_MODE, key, decoder.decode(parts[1]), context, decoder.decode(parts[2])),
                StandardCharsets.UTF_8);
    }

    /** Whether a secret should be encrypted again because its key is not the current one. */
    public boolean isOutdated(String box) {
        return !box.startsWith(current + ":");
    }

    /** Signing keys for a purpose by the name of the master key they derive from; the current one first. */
    public Map<String, byte[]> derive(String purpose) {
        Map<String, byte[]> derived = new LinkedHashMap<>();
        keys.forEach((name, key) -> derived.put(name, hmac(key.getEncoded(), purpose)));
        return derived;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, String context, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(
                    "a secret cannot be read: it was changed, or moved to another place", refused);
        }
    }

    private static Map<String, SecretKeySpec> parse(String configured) {
        Map<String, SecretKeySpec> parsed = new LinkedHashMap<>();
        for (String entry : configured.split(",")) {
            String[] parts = entry.strip().split(":", 2);
            byte[] bytes = parts.length == 2 ? Base64.getDecoder().decode(parts[1]) : new byte[0];
            if (bytes.length != 32 || !parts[0].matches("[A-Za-z0-9-]{1,20}")) {
                throw new IllegalStateException(
                        "gather.secret-keys must be name:base64 of 32 bytes, several separated by commas");
            }
            parsed.put(parts[0], new SecretKeySpec(bytes, "AES"));
        }
        return parsed;
    }

    private String generated(Path file) {
        try {
            if (PrivateFiles.file(file)) {
                byte[] bytes = new byte[32];
                random.nextBytes(bytes);
                Files.writeString(file, "k1:" + Base64.getEncoder().encodeToString(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot keep " + file, unreadable);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
