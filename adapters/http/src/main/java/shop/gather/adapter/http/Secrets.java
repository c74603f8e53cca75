package shop.gather.adapter.http;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Reads the setting with the secret with which Gather and the shop sign: normally one secret; during a rotation the new
 * and the old one, separated by a space.
 */
final class Secrets {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_SECRETS = 5;

    private Secrets() {}

    /** @throws ShopException {@code MISCONFIGURED} if one is too short or cannot be read, or there are too many */
    static StandardWebhooks of(String text) {
        List<SharedSecret> secrets =
                Arrays.stream(text.strip().split("\\s+")).map(Secrets::secret).toList();
        if (secrets.size() > MOST_SECRETS) {
            throw misconfigured("holds too many secrets", null);
        }
        return new StandardWebhooks(secrets);
    }

    private static SharedSecret secret(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
            if (key.length >= LEAST_BYTES) {
                return SharedSecret.of(key);
            }
        } catch (IllegalArgumentException notBase64) {
            throw misconfigured("is not whsec_ and base64", notBase64);
        }
        throw misconfigured("needs at least " + LEAST_BYTES + " bytes, in base64 after whsec_", null);
    }

    private static ShopException misconfigured(String what, Throwable cause) {
        return new ShopException(ShopError.MISCONFIGURED, "the setting " + HttpAdapter.SECRET + " " + what, cause);
    }
}
