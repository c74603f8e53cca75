package shop.gather.adapter.medusa;

import java.net.URI;
import java.util.Optional;
import shop.gather.adapter.support.Settings;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.ShopContext;

/** The owner's settings, checked. */
record MedusaSettings(
        String api,
        String secretKey,
        String publishableKey,
        String storefrontTemplate,
        Optional<URI> home,
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
        Settings settings = new Settings(context);
        return new MedusaSettings(
                settings.baseAddress(API_URL),
                settings.headerValue(SECRET_KEY),
                settings.headerValue(PUBLISHABLE_KEY),
                settings.text(STOREFRONT_URL),
                settings.optionalAddress(HOME_URL),
                settings.optionalText(REGION_ID),
                settings.optionalSecret(NOTIFICATION_SECRET));
    }
}
