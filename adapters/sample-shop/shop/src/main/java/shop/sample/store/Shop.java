package shop.sample.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import shop.sample.platform.Problem;

/**
 * One of the independent shops of this deployment. All amounts are integers in the minor unit of its currency.
 *
 * @param pricesIncludeTax whether listed prices and the shipping amount include tax
 * @param shippingAmount charged once for each order, listed like the prices
 * @param captureWithin how long an authorization can be captured
 * @param sessionLifetime how long a customer stays logged in
 * @param ownerKeyHash of the key with which the owner works by hand: never limited by {@code switchedOff}
 * @param adminKeyHash of the key for programs that work on the owner's behalf
 * @param webhookUrl empty for none
 */
public record Shop(
        String id,
        String name,
        String currency,
        boolean pricesIncludeTax,
        BigDecimal taxPercent,
        long shippingAmount,
        Duration captureWithin,
        Duration sessionLifetime,
        String ownerKeyHash,
        String adminKeyHash,
        String webhookSecret,
        String fingerprint,
        String webhookUrl,
        Set<Capability> switchedOff) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** An amount without and with tax. */
    public record Taxed(long net, long tax) {
        public long gross() {
            return Math.addExact(net, tax);
        }

        public Taxed plus(Taxed other) {
            return new Taxed(Math.addExact(net, other.net), Math.addExact(tax, other.tax));
        }

        /** For several pieces, each taxed on its own. */
        public Taxed times(int pieces) {
            return new Taxed(Math.multiplyExact(net, pieces), Math.multiplyExact(tax, pieces));
        }
    }

    public Set<Capability> capabilities() {
        return switchedOff.isEmpty()
                ? EnumSet.allOf(Capability.class)
                : EnumSet.complementOf(EnumSet.copyOf(switchedOff));
    }

    /** @throws Problem if the owner switched it off */
    public void require(Capability capability) {
        if (switchedOff.contains(capability)) {
            throw Problem.notSupported(capability.key());
        }
    }

    /** Splits an amount as listed in this shop; half a minor unit is rounded up. */
    public Taxed taxed(long listed) {
        BigDecimal amount = BigDecimal.valueOf(listed);
        if (pricesIncludeTax) {
            long net = amount.multiply(HUNDRED)
                    .divide(HUNDRED.add(taxPercent), 0, RoundingMode.HALF_UP)
                    .longValueExact();
            return new Taxed(net, listed - net);
        }
        return new Taxed(
                listed,
                amount.multiply(taxPercent)
                        .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /**
     * What must be listed so that a buyer pays exactly this for one piece.
     *
     * @throws Problem if the tax cannot produce that amount
     */
    public long listedFor(long gross) {
        if (pricesIncludeTax) {
            return gross;
        }
        long near = BigDecimal.valueOf(gross)
                .multiply(HUNDRED)
                .divide(HUNDRED.add(taxPercent), 0, RoundingMode.HALF_UP)
                .longValueExact();
        for (long listed = Math.max(0, near - 1); listed <= near + 1; listed++) {
            if (taxed(listed).gross() == gross) {
                return listed;
            }
        }
        throw new Problem(
                422,
                "price-unreachable",
                "no net price gives " + gross + " with " + taxPercent.toPlainString() + " % tax");
    }

    Shop with(String url, Set<Capability> off) {
        return new Shop(
                id,
                name,
                currency,
                pricesIncludeTax,
                taxPercent,
                shippingAmount,
                captureWithin,
                sessionLifetime,
                ownerKeyHash,
                adminKeyHash,
                webhookSecret,
                fingerprint,
                url,
                Set.copyOf(off));
    }
}
