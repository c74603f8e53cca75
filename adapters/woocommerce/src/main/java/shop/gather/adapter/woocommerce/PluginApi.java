package shop.gather.adapter.woocommerce;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.TokenOffers;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Client of Gather's plugin in the shop. Requests are signed with the shared secret, which is the only authentication.
 * Thread-safe.
 */
final class PluginApi {

    static final String NAMESPACE = "gather/v1";

    /** The plugin is active but has no secret yet. */
    private static final String NOT_READY = "gather_not_ready";

    /** The plugin has another version. */
    private static final String NOT_UNDERSTOOD = "gather_bad_mark";

    private final RestApi api;
    private final SharedSecret secret;

    private PluginApi(RestApi api, SharedSecret secret) {
        this.api = api;
        this.secret = secret;
    }

    /** Refuses a plugin with a different secret. */
    static PluginApi proven(RestApi api, SharedSecret secret) {
        String challenge = new BigInteger(128, new SecureRandom()).toString(36);
        RestApi.Reply reply = api.open("GET", NAMESPACE + "/host", Map.of("challenge", challenge), Map.of(), null);
        if (reply.code().equals(NOT_READY)) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "Gather's plugin in the shop has no secret: enter in WordPress (WooCommerce, Gather) the one that is "
                            + WooSettings.PLUGIN_SECRET + " here");
        }
        JsonObject host = RestApi.object(api.good(reply));
        String expected =
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret.sign("gather-probe\n" + challenge));
        if (!SharedSecret.same(expected, Fields.text(host, "proof"))) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    WooSettings.PLUGIN_SECRET
                            + " is not the secret that Gather's plugin in the shop was given: make them the same");
        }
        return new PluginApi(api, secret);
    }

    SharedSecret secret() {
        return secret;
    }

    /** Makes the plugin store an offer; returns "done", "already" or "closed". */
    String openOffer(String name, Instant from, Instant until) {
        return Fields.text(
                call(JsonText.object()
                        .add("do", "open")
                        .add("kind", "offer")
                        .add("name", name)
                        .add("from", from.getEpochSecond())
                        .add("until", until.getEpochSecond())
                        .build()),
                "mark");
    }

    /** As {@link #openOffer} for admissions, in their order. */
    List<String> openAdmissions(List<TokenOffers.Opening> admissions) {
        JsonArrayBuilder asked = JsonText.array();
        admissions.forEach(admission -> asked.add(JsonText.object()
                .add("name", admission.name())
                .add("offer", admission.offer())
                .add("until", admission.until().getEpochSecond())));
        List<String> marks = Fields.texts(
                call(JsonText.object()
                        .add("do", "admit")
                        .add("admissions", asked)
                        .build()),
                "marks");
        if (marks.size() != admissions.size()) {
            throw new ShopException(ShopError.BAD_ANSWER, "the plugin does not answer for each admission: update it");
        }
        return marks;
    }

    /** Closes an offer or admission permanently; returns "done", or "already" if it was not open. */
    String close(String kind, String name, Instant until) {
        return Fields.text(
                call(JsonText.object()
                        .add("do", "close")
                        .add("kind", kind)
                        .add("name", name)
                        .add("until", until.getEpochSecond())
                        .build()),
                "mark");
    }

    private JsonObject call(JsonObject body) {
        String text = body.toString();
        String timestamp = Long.toString(api.time().now().getEpochSecond());
        String signature =
                Base64.getEncoder().encodeToString(secret.sign(String.join("\n", "gather-call", timestamp, text)));
        RestApi.Reply reply = api.open(
                "POST",
                NAMESPACE + "/marks",
                Map.of(),
                Map.of("x-gather-timestamp", timestamp, "x-gather-signature", signature),
                text);
        if (reply.code().equals(NOT_UNDERSTOOD)) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "Gather's plugin in the shop does not fit this adapter: install the plugin of this version");
        }
        return RestApi.object(api.good(reply));
    }
}
