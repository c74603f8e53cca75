package shop.gather.tck.memory;

import java.util.HashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What customers can spend at the shop. Broken shops come here past the backend: thread-safe by itself. */
public final class MemoryCredits {

    private final Map<String, Money> held = new HashMap<>();

    public synchronized void give(String customerId, Money amount) {
        held.merge(customerId, amount, Money::plus);
    }

    public synchronized void put(String customerId, Money amount) {
        held.put(customerId, amount);
    }

    synchronized Money of(String customerId) {
        return held.getOrDefault(customerId, Money.zero(CurrencyUnit.EUR));
    }
}
