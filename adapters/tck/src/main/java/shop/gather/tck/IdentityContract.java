package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shop.gather.spi.AdapterDescriptor;
import shop.gather.spi.Setting;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;
import shop.gather.tck.ShopDriver.Article;

/** The contract of the descriptor, of connecting, and of the shop's identity, for every adapter. */
public interface IdentityContract extends ShopUnderTest {

    @Test
    default void descriptorAsksForWhatTheShopNeeds() {
        AdapterDescriptor descriptor = adapter().descriptor();
        assertThat(descriptor.id()).matches("[a-z0-9]+(-[a-z0-9]+)*").isEqualTo(driver().adapterId());
        assertThat(descriptor.name()).isNotBlank();
        assertThat(descriptor.spiVersion())
                .as("the same major version of the SPI")
                .startsWith(AdapterDescriptor.CURRENT_SPI.substring(0, 2));
        Set<String> keys = descriptor.settings().stream().map(Setting::key).collect(Collectors.toSet());
        assertThat(descriptor.settings()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(keys)
                .as("settings asked for")
                .containsAll(driver().settings().keySet());
        assertThat(descriptor.settings()).allSatisfy(setting -> {
            assertThat(setting.key()).matches("[a-z][A-Za-z0-9]*");
            assertThat(setting.description().split(" ").length)
                    .as("words in the description of %s", setting.key())
                    .isGreaterThan(2);
            if (setting.required()) {
                assertThat(driver().settings()).containsKey(setting.key());
            }
        });
        SettingsUnderTest.settings(this, Setting.Kind.URL).forEach(SettingsUnderTest::assertCallable);
    }

    @Test
    default void fingerprintStaysTheSame() {
        ShopIdentity identity = shop().identify();
        assertThat(identity.fingerprint()).isNotBlank().hasSizeLessThanOrEqualTo(200);
        assertThat(shop().identify()).as("asked again").isEqualTo(identity);
        try (Shop again = connect(Map.of())) {
            assertThat(again.identify()).as("connected again").isEqualTo(identity);
        }
    }

    /** A shop keeps its identity at another host name or port. */
    @Test
    default void fingerprintSurvivesAChangeOfAddress() {
        try (WatchedDoors doors = new WatchedDoors(this);
                Shop moved = connect(doors.settings())) {
            assertThat(moved.identify().fingerprint())
                    .isEqualTo(shop().identify().fingerprint());
            assertThat(doors.calls()).as("calls by way of the other address").isPositive();
        }
    }

    @Test
    default void fingerprintTellsTwoShopsApart() {
        ShopDriver other = anotherShop().orElse(null);
        Assumptions.assumeTrue(other != null, "only one shop of this kind is at hand");
        try (Shop second = adapter().connect(new DirectContext(other.settings(), clock()))) {
            assertThat(second.identify().fingerprint())
                    .isNotEqualTo(shop().identify().fingerprint());
        }
    }

    @Test
    default void identityTellsNameAndCurrencies() {
        ShopIdentity identity = shop().identify();
        assertThat(identity.name()).isNotBlank();
        for (Article article : driver().articles()) {
            assertThat(identity.currencies()).contains(article.price().getCurrencyUnit());
        }
    }

    @Test
    default void wrongCredentialsAreUnauthorizedWithAdvice() {
        Map<String, String> wrong = secrets();
        assertThat(wrong).as("secret settings").isNotEmpty();
        wrong.replaceAll((key, value) -> SettingsUnderTest.mistyped(value));
        ShopException refusal = refusal(wrong);
        assertThat(refusal.error())
                .as("with another secret of the same shape, told as \"%s\"", refusal.getMessage())
                .isEqualTo(ShopError.UNAUTHORIZED);
        assertThat(refusal.getMessage())
                .as("names what to look at: a setting, or the credentials")
                .containsPattern("(?i)(password|secret|key|token|credential" + alternatives(wrong.keySet()) + ")");
        assertThat(refusal.getMessage().split("\\s+").length)
                .as("words in \"%s\"", refusal.getMessage())
                .isGreaterThan(3);
        assertThat(refusal.getMessage()).as("holds no secret").doesNotContain(wrong.values());
    }

    @Test
    default void addressWhereNobodyAnswersIsUnreachable() {
        ShopException refusal = refusal(SettingsUnderTest.movedTo(this, HttpReceiver.closedAddress()));
        assertThat(refusal.error()).isEqualTo(ShopError.UNREACHABLE);
        assertThat(refusal.getMessage()).isNotBlank();
    }

    @Test
    default void anotherServerIsNotTakenForTheShop() {
        for (HttpReceiver.Reply reply : List.of(
                new HttpReceiver.Reply(200, "text/html", "<html><body>Hello</body></html>"),
                new HttpReceiver.Reply(404, "text/html", "<html><body>Not found</body></html>"),
                new HttpReceiver.Reply(200, "application/json", "{}"))) {
            try (HttpReceiver other = new HttpReceiver(reply)) {
                ShopException refusal = refusal(SettingsUnderTest.movedTo(this, other.address()));
                assertThat(refusal.error())
                        .as("something else answers %s", reply)
                        .isIn(ShopError.BAD_ANSWER, ShopError.MISCONFIGURED);
                assertThat(refusal.getMessage()).doesNotContain("Exception").isNotBlank();
            }
        }
    }

    @Test
    default void aFailingShopIsSaidToFail() {
        try (HttpReceiver failing = new HttpReceiver(new HttpReceiver.Reply(503, "text/plain", "busy"))) {
            assertThat(refusal(SettingsUnderTest.movedTo(this, failing.address()))
                            .error()
                            .isPassing())
                    .as("worth a retry")
                    .isTrue();
        }
    }

    @Test
    default void closingTwiceIsHarmless() {
        Shop again = connect(Map.of());
        again.close();
        again.close();
        assertThat(shop().identify().fingerprint())
                .as("other connections go on")
                .isNotBlank();
    }

    private ShopException refusal(Map<String, String> replaced) {
        Throwable thrown = catchThrowable(() -> {
            try (Shop wrong = connect(replaced)) {
                wrong.identify();
            }
        });
        assertThat(thrown).as("connecting with wrong settings").isInstanceOf(ShopException.class);
        return (ShopException) thrown;
    }

    private Map<String, String> secrets() {
        return SettingsUnderTest.settings(this, Setting.Kind.SECRET);
    }

    private static String alternatives(Set<String> keys) {
        return keys.stream().map(key -> "|" + key).collect(Collectors.joining());
    }
}
