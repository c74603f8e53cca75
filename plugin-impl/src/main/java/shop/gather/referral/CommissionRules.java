package shop.gather.referral;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.TeamOrders.TeamLine;
import shop.gather.order.OrderFacts;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.OrderSnapshot.State;

/**
 * What an order earns, as a function of its snapshot alone: commission is paid on what the shop took and kept for goods, without shipping and tax.
 *
 * <ul>
 *   <li>Of each line stands what was ordered, less the larger of the value of its cancelled quantity and the refunds that name it. Of a cancelled order nothing stands.
 *   <li>What the shop keeps is what it captured less all refunds, also those that have not settled yet.
 *   <li>Where it keeps less than what stands with shipping, because it has not captured all or gave back something without saying what for, all parts shrink alike.
 *   <li>The line of a team earns nothing until the team has succeeded.
 * </ul>
 *
 * All is computed exactly and rounded twice at the end: the base half-even, each level's commission half-up, so that half a cent goes to the leader.
 */
final class CommissionRules {

    private CommissionRules() {}

    /** The net amount that commission is a percentage of: from zero to the net of the standing lines. */
    static Money base(OrderSnapshot order, Optional<TeamLine> team) {
        Fraction standing = Fraction.of(order.shipping());
        Fraction earning = Fraction.ZERO;
        for (Line line : order.lines()) {
            Fraction gross = standing(order, line);
            standing = standing.plus(gross);
            if (earns(line, team)) {
                earning = earning.plus(netPart(line, gross));
            }
        }
        Fraction kept = Fraction.of(kept(order));
        if (kept.signum() <= 0 || standing.signum() <= 0) {
            return Money.zero(order.currency());
        }
        Fraction share = kept.dividedBy(standing).min(Fraction.ONE);
        return earning.times(share).round(order.currency(), RoundingMode.HALF_EVEN);
    }

    /** What the shop took and did not give back, or asked to give back; negative if it gave back more. */
    static Money kept(OrderSnapshot order) {
        return OrderFacts.of(order).kept();
    }

    /** Whether the order was cancelled and the buyer's money is still there: a person must decide. */
    static boolean cancelledNotRefunded(OrderSnapshot order) {
        return order.state() == State.CANCELLED && kept(order).isPositive();
    }

    private static boolean earns(Line line, Optional<TeamLine> team) {
        return team.isEmpty() || team.get().confirmed() || !team.get().lineId().equals(line.lineId());
    }

    /** The gross value of a line that neither was cancelled nor given back by name. */
    private static Fraction standing(OrderSnapshot order, Line line) {
        if (order.state() == State.CANCELLED || !line.gross().isPositive()) {
            return Fraction.ZERO;
        }
        Fraction gross = Fraction.of(line.gross());
        Fraction cancelled = gross.times(Fraction.of(line.cancelledQuantity()).dividedBy(Fraction.of(line.quantity())));
        Fraction gone = cancelled.max(Fraction.of(refundedByName(order, line)));
        return gross.minus(gone).max(Fraction.ZERO);
    }

    private static Money refundedByName(OrderSnapshot order, Line line) {
        Money refunded = Money.zero(order.currency());
        for (Payment payment : order.payments()) {
            for (Refund refund : payment.refunds()) {
                for (RefundLine part : refund.lines()) {
                    if (part.lineId().equals(line.lineId())) {
                        refunded = refunded.plus(part.amount());
                    }
                }
            }
        }
        return refunded;
    }

    private static Fraction netPart(Line line, Fraction standing) {
        return standing.signum() == 0
                ? Fraction.ZERO
                : standing.times(Fraction.of(line.net())).dividedBy(Fraction.of(line.gross()));
    }

    /** An exact number of minor units. */
    private record Fraction(BigInteger numerator, BigInteger denominator) {

        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
        static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

        static Fraction of(Money money) {
            return new Fraction(BigInteger.valueOf(money.getAmountMinorLong()), BigInteger.ONE);
        }

        static Fraction of(BigDecimal number) {
            return new Fraction(
                    number.movePointRight(Math.max(0, number.scale())).toBigIntegerExact(),
                    BigInteger.TEN.pow(Math.max(0, number.scale())));
        }

        Fraction plus(Fraction other) {
            return new Fraction(
                    numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                    denominator.multiply(other.denominator));
        }

        Fraction minus(Fraction other) {
            return plus(new Fraction(other.numerator.negate(), other.denominator));
        }

        Fraction times(Fraction other) {
            return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
        }

        /** @param other positive */
        Fraction dividedBy(Fraction other) {
            return new Fraction(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
        }

        Fraction min(Fraction other) {
            return minus(other).signum() <= 0 ? this : other;
        }

        Fraction max(Fraction other) {
            return minus(other).signum() >= 0 ? this : other;
        }

        int signum() {
            return numerator.signum();
        }

        Money round(CurrencyUnit currency, RoundingMode mode) {
            return Money.ofMinor(
                    currency,
                    new BigDecimal(numerator)
                            .divide(new BigDecimal(denominator), 0, mode)
                            .longValueExact());
        }
    }
}
