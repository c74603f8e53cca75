package shop.gather.adapter.vendure;

import java.net.URI;
import java.util.Optional;
import shop.gather.adapter.signing.SharedSecret;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What the owner entered, checked. */
record VendureSettings(
        URI adminApi,
        URI shopApi,
        Credentials credentials,
        Optional<String> channelToken,
        String storefrontTemplate,
        Optional<String> home,
        Optional<SharedSecret> secret) {

    static final String API_URL = "apiUrl";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String API_KEY = "apiKey";
    static final String CHANNEL_TOKEN = "channelToken";
    static final String STOREFRONT_URL = "storefrontUrl";
    static final String HOME_URL = "homeUrl";
    static final String PLUGIN_SECRET = "pluginSecret";

    /** How Gather proves to the Admin API who it is. */
    sealed interface Credentials {
        record Login(String username, String password) implements Credentials {}

        record ApiKey(String key) implements Credentials {}
    }

    static VendureSettings read(ShopContext context) {
        String base = context.required(API_URL).strip().replaceAll("/+$", "");
        return new VendureSettings(
                address(base + "/admin-api"),
                address(base + "/shop-api"),
                credentials(context),
                filled(context, CHANNEL_TOKEN),
                context.required(STOREFRONT_URL).strip(),
                filled(context, HOME_URL),
                filled(context, PLUGIN_SECRET).map(text -> SharedSecret.of(PLUGIN_SECRET, text)));
    }

    private static Credentials credentials(ShopContext context) {
        Optional<String> key = filled(context, API_KEY);
        if (key.isPresent()) {
            return new Credentials.ApiKey(key.get());
        }
        Optional<String> username = filled(context, USERNAME);
        Optional<String> password = filled(context, PASSWORD);
        if (username.isEmpty() || password.isEmpty()) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "enter either the user name and password of an administrator, or an API key");
        }
        return new Credentials.Login(username.get(), password.get());
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
