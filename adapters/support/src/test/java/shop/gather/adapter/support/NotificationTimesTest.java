package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** How old a notification may be. */
class NotificationTimesTest {

    private static final long SENT = 1614265330;

    /** The example of the Standard Webhooks specification: a good signature over a body that names no order. */
    private static final Notification EXAMPLE = new Notification(
            Map.of(
                    "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    "webhook-timestamp", Long.toString(SENT),
                    "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            "{\"test\": 2432232314}");

    @Test
    void aGoodSignatureOverNonsenseIsABadAnswer() {
        assertThat(errorAt(SENT)).isEqualTo(ShopError.BAD_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"-300, BAD_ANSWER", "300, BAD_ANSWER", "-301, BAD_SIGNATURE", "301, BAD_SIGNATURE"})
    void itHoldsForFiveMinutesBothWays(long offset, ShopError error) {
        assertThat(errorAt(SENT + offset)).isEqualTo(error);
    }

    private static ShopError errorAt(long epochSecond) {
        SignedNotifications webhooks = new SignedNotifications(
                SharedSecret.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
        return catchThrowableOfType(ShopException.class, () -> webhooks.changedOrders(EXAMPLE))
                .error();
    }
}
