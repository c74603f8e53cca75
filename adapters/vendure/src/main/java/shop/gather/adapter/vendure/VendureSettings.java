package shop.gather.adapter.vendure;

import java.net.URI;
import java.util.Optional;
import shop.gather.adapter.support.Settings;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** The owner's settings, checked. */
record VendureSettings(
        URI adminApi,
        URI shopApi,
        Credentials credentials,
        Optional<String> channelToken,
        String storefrontTemplate,
        Optional<URI> home,
        Optional<SharedSecret> secret) {

    static final String API_URL = "apiUrl";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String API_KEY = "apiKey";
    static final String CHANNEL_TOKEN = "channelToken";
    static final String STOREFRONT_URL = "storefrontUrl";
    static final String HOME_URL = "homeUrl";
    static final String PLUGIN_SECRET = "pluginSecret";

    /** Gather's credentials for the Admin API. */
    sealed interface Credentials {
        record Login(String username, String password) implements Credentials {}

        record ApiKey(String key) implements Credentials {}
    }

    static VendureSettings read(ShopContext context) {
        Settings settings = new Settings(context);
        String base = settings.baseAddress(API_URL);
        return new VendureSettings(
                URI.create(base + "/admin-api"),
                URI.create(base + "/shop-api"),
                credentials(settings),
                settings.optionalText(CHANNEL_TOKEN),
                settings.text(STOREFRONT_URL),
                settings.optionalAddress(HOME_URL),
                settings.optionalSecret(PLUGIN_SECRET));
    }

    private static Credentials credentials(Settings settings) {
        Optional<String> key = settings.optionalText(API_KEY);
        if (key.isPresent()) {
            return new Credentials.ApiKey(key.get());
        }
        Optional<String> username = settings.optionalText(USERNAME);
        Optional<String> password = settings.optionalText(PASSWORD);
        if (username.isEmpty() || password.isEmpty()) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "enter either the user name and password of an administrator, or an API key");
        }
        return new Credentials.Login(username.get(), password.get());
    }
}
