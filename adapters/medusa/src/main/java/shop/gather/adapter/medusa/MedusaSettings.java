package shop.gather.adapter.medusa;

import java.net.URI;
import java.util.Optional;
import shop.gather.adapter.signing.SharedSecret;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What the owner entered, checked. */
record MedusaSettings(
        String api,
        String secretKey,
        String publishableKey,
        String storefrontTemplate,
        Optional<String> home,
        Optional<String> regionId,
        Optional<SharedSecret> notificationSecret) {

    static final String API_URL = "apiUrl";
    static final String SECRET_KEY = "secretKey";
    static final String PUBLISHABLE_KEY = "publishableKey";
    static final String STOREFRONT_URL = "storefrontUrl";
    static final String HOME_URL = "homeUrl";
    static final String REGION_ID = "regionId";
    static final String NOTIFICATION_SECRET = "notificationSecret";

    static MedusaSettings read(ShopContext context) {
        String api = context.required(API_URL).strip().replaceAll("/+$", "");
        address(api);
        return new MedusaSettings(
                api,
                header(SECRET_KEY, context.required(SECRET_KEY)),
                header(PUBLISHABLE_KEY, context.required(PUBLISHABLE_KEY)),
                context.required(STOREFRONT_URL).strip(),
                filled(context, HOME_URL),
                filled(context, REGION_ID),
                filled(context, NOTIFICATION_SECRET).map(text -> SharedSecret.of(NOTIFICATION_SECRET, text)));
    }

    /** Keys travel in headers: nothing in them may end one. */
    private static String header(String key, String value) {
        String text = value.strip();
        if (!text.matches("[\\x21-\\x7e]{1,500}")) {
            throw new ShopException(ShopError.MISCONFIGURED, key + " is not a key of Medusa: copy it again");
        }
        return text;
    }

    private static Optional<String> filled(ShopContext context, String key) {
        return context.setting(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new ShopException(ShopError.MISCONFIGURED, "not an address: " + text, notAnAddress);
        }
        throw new ShopException(ShopError.MISCONFIGURED, "not an http or https address: " + text);
    }
}
