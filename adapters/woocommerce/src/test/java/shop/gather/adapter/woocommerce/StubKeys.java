package shop.gather.adapter.woocommerce;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may call, as WooCommerce decides it: Basic over TLS alone, else a signature over the site's own address. With
 * code of its own, so that it can disagree.
 */
final class StubKeys {

    private static final long WINDOW_SECONDS = 15 * 60;

    private final URI home;
    private final Set<String> nonces = new HashSet<>();
    private volatile boolean readOnly;

    StubKeys(URI home) {
        this.home = home;
    }

    /** What an owner chose who left the permission as WooCommerce proposes it. */
    void onlyRead() {
        readOnly = true;
    }

    /** Why a call is refused; empty if it is not. */
    Optional<String> refusal(String method, String path, Map<String, String> query, Map<String, String> headers) {
        return stranger(method, path, query, headers)
                .or(() -> readOnly && !method.equals("GET")
                        ? no("The API key provided does not have write permissions.")
                        : Optional.empty());
    }

    private synchronized Optional<String> stranger(
            String method, String path, Map<String, String> query, Map<String, String> headers) {
        if (home.getScheme().equals("https")) {
            String expected = "Basic "
                    + Base64.getEncoder()
                            .encodeToString((StubWooCommerce.KEY + ":" + StubWooCommerce.SECRET)
                                    .getBytes(StandardCharsets.UTF_8));
            return expected.equals(headers.get("Authorization")) ? Optional.empty() : no("Consumer secret is invalid.");
        }
        for (String needed : List.of("consumer_key", "timestamp", "nonce", "signature", "signature_method")) {
            if (!query.containsKey("oauth_" + needed)) {
                return no("Sorry, you cannot list resources.");
            }
        }
        if (!query.get("oauth_consumer_key").equals(StubWooCommerce.KEY)) {
            return no("Consumer key is invalid.");
        }
        if (!signature(method, path, query).equals(query.get("oauth_signature"))) {
            return no("Invalid signature - provided signature does not match.");
        }
        long age = Instant.now().getEpochSecond() - Long.parseLong(query.get("oauth_timestamp"));
        if (Math.abs(age) > WINDOW_SECONDS) {
            return no("Invalid timestamp.");
        }
        return nonces.add(query.get("oauth_nonce"))
                ? Optional.empty()
                : no("Invalid nonce - nonce has already been used.");
    }

    private static Optional<String> no(String why) {
        return Optional.of(why);
    }

    private String signature(String method, String path, Map<String, String> query) {
        Map<String, String> signed = new TreeMap<>(query);
        signed.remove("oauth_signature");
        if (!"HMAC-SHA256".equals(signed.get("oauth_signature_method"))) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        signed.forEach((name, value) -> pairs.add(rawUrlEncode(rawUrlEncode(name) + "=" + rawUrlEncode(value))));
        String text = method + "&" + rawUrlEncode(home + path) + "&" + String.join("%26", pairs);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((StubWooCommerce.SECRET + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** PHP's rawurlencode. */
    private static String rawUrlEncode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
