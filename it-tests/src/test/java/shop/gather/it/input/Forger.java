package shop.gather.it.input;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.gather.it.fixture.GatherServer;

/**
 * Makes tokens as the server does, out of its own key file, with whatever time and claims: an expired token differs
 * from a good one in its expiry alone.
 */
final class Forger {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final byte[] master;

    Forger(GatherServer server) {
        try {
            String line = Files.readString(server.log().resolveSibling("data").resolve("secret.key"))
                    .strip();
            this.master = Base64.getDecoder().decode(line.substring(line.indexOf(':') + 1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same token with another expiry, rightly signed for the purpose. */
    String expiringAt(String token, Instant expiry, String purpose) {
        String[] parts = token.split("\\.");
        JsonObject claims = Json.createObjectBuilder(claims(token))
                .add("exp", expiry.getEpochSecond())
                .build();
        return sign(parts[0] + "." + encode(claims), purpose);
    }

    /** The same token with one claim changed and the old signature. */
    static String altered(String token, String claim, String value) {
        String[] parts = token.split("\\.");
        JsonObject claims =
                Json.createObjectBuilder(claims(token)).add(claim, value).build();
        return parts[0] + "." + encode(claims) + "." + parts[2];
    }

    /** The same claims under "alg":"none" and no signature. */
    static String unsigned(String token) {
        JsonObject header = Json.createObjectBuilder(json(token.split("\\.")[0]))
                .add("alg", "none")
                .build();
        return encode(header) + "." + token.split("\\.")[1] + ".";
    }

    static JsonObject claims(String token) {
        return json(token.split("\\.")[1]);
    }

    private String sign(String content, String purpose) {
        byte[] key = hmac(master, purpose.getBytes(StandardCharsets.UTF_8));
        return content + "." + BASE64.encodeToString(hmac(key, content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonObject json(String encoded) {
        String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static String encode(JsonObject object) {
        return BASE64.encodeToString(object.toString().getBytes(StandardCharsets.UTF_8));
    }
}
