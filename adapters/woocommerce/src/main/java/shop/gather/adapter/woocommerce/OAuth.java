package shop.gather.adapter.woocommerce;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import shop.gather.adapter.support.Urls;
import shop.gather.adapter.support.signing.SharedSecret;

/**
 * One-legged OAuth 1.0a (RFC 5849) in the query, HMAC-SHA256: the only way in which WooCommerce accepts a key over
 * plain HTTP. Thread-safe.
 */
record OAuth(String consumerKey, String consumerSecret) {

    /**
     * The parameters with those of OAuth and the signature.
     *
     * @param url as the site itself writes it: WooCommerce checks the signature against its own address, not the
     *     address of the request
     * @param nonce never used before
     */
    Map<String, String> signed(
            String method, String url, Map<String, String> parameters, long epochSecond, String nonce) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("oauth_consumer_key", consumerKey);
        all.put("oauth_nonce", nonce);
        all.put("oauth_signature_method", "HMAC-SHA256");
        all.put("oauth_timestamp", Long.toString(epochSecond));
        String base = method + "&" + Urls.encoded(url) + "&" + Urls.encoded(Urls.query(all));
        SharedSecret secret = SharedSecret.of((consumerSecret + "&").getBytes(StandardCharsets.UTF_8));
        all.put("oauth_signature", Base64.getEncoder().encodeToString(secret.sign(base)));
        return all;
    }
}
