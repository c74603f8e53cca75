package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopException;

/** Telling changes by polling. */
class ChangesTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123Z");

    private static JsonObject order(int id, String state) {
        return JsonText.object().add("id", id).add("state", state).build();
    }

    @Test
    void aCursorComesBackAsItWasWritten() {
        List<String> marks = List.of(ToldOrders.mark(order(1, "paid")), ToldOrders.mark(order(2, "paid")));
        String text = CursorText.format("x1", AT, 3, CursorText.second(AT), marks, "p");

        CursorText cursor = CursorText.parse("x1", 5, text);

        assertThat(cursor.instant(0)).isEqualTo(AT);
        assertThat(cursor.number(1)).isEqualTo(3);
        assertThat(cursor.second(2)).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(cursor.marks(3)).isEqualTo(marks);
        assertThat(cursor.text(4)).isEqualTo("p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x1", "x2|0", "x1|0|0", "x1|?"})
    void anotherCursorIsRefused(String text) {
        assertThatThrownBy(() -> CursorText.parse("x1", 1, text).instant(0)).isInstanceOf(ShopException.class);
    }

    @Test
    void eachStateOfAnOrderIsToldOnce() {
        ToldOrders first = new ToldOrders(List.of(), 10);
        first.tell(List.of(order(1, "paid"), order(2, "paid")), order -> true);
        ToldOrders second = new ToldOrders(first.marks(), 10);
        second.tell(List.of(order(1, "paid"), order(2, "sent")), order -> true);

        assertThat(first.orderIds()).containsExactly("1", "2");
        assertThat(second.orderIds()).containsExactly("2");
    }

    @Test
    void noMoreAreToldThanAskedFor() {
        ToldOrders told = new ToldOrders(List.of(), 1);

        assertThat(told.tell(
                        List.of(order(1, "cart"), order(2, "paid"), order(3, "paid")),
                        order -> !Fields.has(order, "state", "cart")))
                .isEqualTo(2);
        assertThat(told.orderIds()).containsExactly("2");
    }
}
