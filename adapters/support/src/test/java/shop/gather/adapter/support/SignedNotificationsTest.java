package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What a plugin signs, held against the example of the specification; the plugins' own tests hold the same texts. */
class SignedNotificationsTest {

    private static final SharedSecret SECRET =
            SharedSecret.of("pluginSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Instant SENT = Instant.ofEpochSecond(1614265330);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static SignedNotifications at(Instant now) {
        return new SignedNotifications(SECRET, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Notification message(String signature) {
        return new Notification(
                Map.of(
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        Long.toString(SENT.getEpochSecond()),
                        "webhook-signature",
                        signature),
                "{\"test\": 2432232314}");
    }

    private static void refuses(SignedNotifications notifications, Notification message, ShopError error) {
        assertThatThrownBy(() -> notifications.changedOrders(message))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(error));
    }

    /** The example of the Standard Webhooks specification: well signed, but not about an order. */
    @Test
    void theSpecificationsExampleIsVerified() {
        refuses(at(SENT), message(SIGNATURE), ShopError.BAD_ANSWER);
        refuses(at(SENT), message("v1,AAAA " + SIGNATURE), ShopError.BAD_ANSWER);
        refuses(at(SENT.plusSeconds(300)), message(SIGNATURE), ShopError.BAD_ANSWER);
    }

    @Test
    void oldAndForgedOnesAreDropped() {
        refuses(at(SENT.plusSeconds(301)), message(SIGNATURE), ShopError.BAD_SIGNATURE);
        refuses(at(SENT.minusSeconds(301)), message(SIGNATURE), ShopError.BAD_SIGNATURE);
        refuses(at(SENT), message(SIGNATURE.replace('g', 'h')), ShopError.BAD_SIGNATURE);
        refuses(at(SENT), message(SIGNATURE.replace("v1,", "v2,")), ShopError.BAD_SIGNATURE);
        refuses(at(SENT), message(""), ShopError.BAD_SIGNATURE);
        refuses(at(SENT), new Notification(Map.of(), "{}"), ShopError.BAD_SIGNATURE);
    }

    /** While the secret is changed both sides may still hold the old one. */
    @Test
    void oneOfTwoSecretsIsEnough() {
        SharedSecret other = SharedSecret.of("pluginSecret", "the one that comes after it, one day");
        Clock now = Clock.fixed(SENT, ZoneOffset.UTC);
        new StandardWebhooks(List.of(other, SECRET)).verify(message(SIGNATURE), now);
        assertThat(new StandardWebhooks(List.of(other, SECRET))
                        .signatures(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Long.toString(SENT.getEpochSecond()),
                                "{\"test\": 2432232314}"))
                .endsWith(" " + SIGNATURE);
        assertThatThrownBy(() -> new StandardWebhooks(List.of(other)).verify(message(SIGNATURE), now))
                .isInstanceOf(ShopException.class);
    }

    @Test
    void aSecretMustBeLongAndReadable() {
        assertThatThrownBy(() -> SharedSecret.of("pluginSecret", "short"))
                .isInstanceOf(ShopException.class)
                .hasMessageContaining("pluginSecret");
        assertThatThrownBy(() -> SharedSecret.of("pluginSecret", "whsec_this is not base64!"))
                .isInstanceOf(ShopException.class);
    }
}
