package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Reading fields of a shop's answer. */
class FieldsTest {

    private static final JsonObject ANSWER = JsonText.parsedObject("""
            {"text":"a","empty":"","number":7,"decimal":1.50,"decimalText":" 2.5 ","yes":true,"nothing":null,
             "object":{"id":1},"list":[{"id":1},null,{"id":2}],"mixed":[{"id":1},2],"at":"2026-11-22T10:00:00Z","currency":"eur"}""").orElseThrow();

    private static void refuses(String field, BiFunction<JsonObject, String, Object> reading) {
        assertThatThrownBy(() -> reading.apply(ANSWER, field))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.BAD_ANSWER))
                .hasMessageContaining(field);
    }

    @Test
    void aNumberIsATextToo() {
        assertThat(Fields.text(ANSWER, "text")).isEqualTo("a");
        assertThat(Fields.text(ANSWER, "number")).isEqualTo("7");
        assertThat(Fields.has(ANSWER, "number", "7")).isTrue();
    }

    @Test
    void aDecimalMayBeWrittenAsText() {
        assertThat(Fields.decimal(ANSWER, "decimal")).isEqualByComparingTo("1.5");
        assertThat(Fields.decimal(ANSWER, "decimalText")).isEqualTo(new BigDecimal("2.5"));
        assertThat(Fields.optionalDecimal(ANSWER, "empty")).isEmpty();
    }

    @Test
    void whatIsOptionalMayBeMissingNullOrOfAnotherKind() {
        for (String field : new String[] {"missing", "nothing", "object", "yes"}) {
            assertThat(Fields.optionalText(ANSWER, field)).as(field).isEmpty();
            assertThat(Fields.optionalDecimal(ANSWER, field)).as(field).isEmpty();
            assertThat(Fields.objects(ANSWER, field)).as(field).isEmpty();
        }
        assertThat(Fields.isTrue(ANSWER, "missing")).isFalse();
        assertThat(Fields.optionalObject(ANSWER, "text")).isEmpty();
    }

    @Test
    void whatIsRequiredMustBeThere() {
        refuses("missing", Fields::text);
        refuses("decimal", Fields::number);
        refuses("text", Fields::decimal);
        refuses("text", Fields::flag);
        refuses("text", Fields::object);
        refuses("object", Fields::list);
        refuses("mixed", Fields::objects);
        refuses("text", Fields::instant);
    }

    @Test
    void listsLeaveOutWhatWasDeleted() {
        assertThat(Fields.list(ANSWER, "list"))
                .extracting(entry -> Fields.number(entry, "id"))
                .containsExactly(1L, 2L);
    }

    @Test
    void currenciesMayBeInLowerCase() {
        assertThat(Fields.currency(ANSWER, "currency")).isEqualTo(CurrencyUnit.EUR);
        assertThatThrownBy(() -> Fields.currency("nope")).isInstanceOf(ShopException.class);
    }
}
