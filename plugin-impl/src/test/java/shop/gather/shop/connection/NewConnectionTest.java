package shop.gather.shop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.platform.validation.Refusals;
import shop.gather.shop.connection.ConnectionResource.NewConnection;

/** What is asked for whichever adapter it is. */
class NewConnectionTest {

    @Test
    void theSettingsAreTheAdaptersMatter() {
        assertThat(Refusals.of(new NewConnection("sample", null, "EUR", null))).isEmpty();
        assertThat(Refusals.of(new NewConnection("sample", Map.of("key", " "), "EUR", true)))
                .isEmpty();
    }

    @Test
    void adapterAndCurrencyAreNeeded() {
        assertThat(Refusals.of(new NewConnection(null, Map.of(), null, null)))
                .containsExactly("adapter is missing.", "currency is missing.");
        assertThat(Refusals.of(new NewConnection("x".repeat(61), Map.of(), "eur", null)))
                .containsExactly(
                        "adapter must not be longer than 60 characters.",
                        "currency must be an ISO 4217 code such as EUR.");
    }
}
