package shop.gather.adapter.vendure;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A rate of tax, with Vendure's rounding (half up, once per line). */
record TaxRate(BigDecimal percent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static TaxRate of(JsonObject object, String name) {
        return new TaxRate(object.get(name) instanceof JsonNumber number ? number.bigDecimalValue() : BigDecimal.ZERO);
    }

    long without(long gross) {
        return BigDecimal.valueOf(gross)
                .multiply(HUNDRED)
                .divide(HUNDRED.add(percent), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    long with(long net) {
        return BigDecimal.valueOf(net)
                .multiply(HUNDRED.add(percent))
                .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
