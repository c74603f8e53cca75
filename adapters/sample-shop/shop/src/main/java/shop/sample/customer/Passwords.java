package shop.sample.customer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import shop.sample.platform.Secrets;

/** Keeps passwords as salted PBKDF2 hashes, {@code iterations$salt$hash}. */
@Singleton
public class Passwords {

    private final int iterations;

    /** @param iterations how hard guessing is; tests that register thousands of customers ask for few */
    @Inject
    public Passwords(@ConfigProperty(name = "sample.shop.password.iterations", defaultValue = "20000") int iterations) {
        this.iterations = iterations;
    }

    String hash(String password) {
        byte[] salt = Secrets.randomBytes(16);
        return iterations + "$" + Base64.getEncoder().encodeToString(salt) + "$"
                + Base64.getEncoder().encodeToString(derived(password, salt, iterations));
    }

    static boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$");
        byte[] derived = derived(password, Base64.getDecoder().decode(parts[1]), Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(parts[2]));
    }

    private static byte[] derived(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java without PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
