package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.medusa.PlacedOrder.Line;

class PlacedOrderTest {

    private static final String FIRST = line("ordli_1", "variant_1");
    private static final String SECOND = line("ordli_2", "variant_2");

    /** Two lines of half a cent more than the whole: one of them gets it, and always the same one. */
    @Test
    void sequenceOfMedusasAnswerChangesNothing() {
        PlacedOrder order = order(FIRST, SECOND);
        assertThat(order(SECOND, FIRST).lines()).isEqualTo(order.lines());
        assertThat(order.lines())
                .extracting(Line::gross)
                .containsExactly(Money.parse("EUR 0.51"), Money.parse("EUR 0.50"));
    }

    private static PlacedOrder order(String... lines) {
        JsonObject order = json(
                "{\"id\":\"order_1\",\"status\":\"pending\",\"currency_code\":\"eur\",\"shipping_total\":0,\"items\":["
                        + String.join(",", lines) + "]}");
        return new PlacedOrder(order, order);
    }

    private static String line(String id, String variant) {
        return "{\"id\":\"%s\",\"variant_id\":\"%s\",\"quantity\":1,\"total\":0.505,\"tax_total\":0.08}"
                .formatted(id, variant);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
