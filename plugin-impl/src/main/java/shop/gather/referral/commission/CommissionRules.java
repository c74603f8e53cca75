package shop.gather.referral.commission;

import java.math.RoundingMode;
import java.util.List;
import org.joda.money.Money;
import shop.gather.groupbuy.settlement.TeamOrders.TeamLine;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;
import shop.gather.order.facts.Proration;
import shop.gather.spi.OrderSnapshot.PaymentKind;

/**
 * What an order earns, as a function of its facts only: commission is paid on the amount captured and kept for goods
 * that are not cancelled, without shipping, fees, tips and tax.
 *
 * <ul>
 *   <li>Each line earns by the amount captured for it and not refunded, and never more than its part that is not
 *       cancelled. In a cancelled order all of it is.
 *   <li>A team's line earns nothing until the team has succeeded; then by the group price, even if the rebate has not
 *       been paid back to the buyer yet. If the place has ended, the line's other units earn by their own price,
 *       because they were bought independently of the place.
 *   <li>The mark-up of a leader who resells the campaign earns no commission: it is hers already.
 *   <li>If the plan counts gift cards and store credit as money, a gift card earns nothing when it is bought. Otherwise
 *       it earns when it is bought, and not when it is spent. So no money earns twice.
 * </ul>
 */
final class CommissionRules {

    private CommissionRules() {}

    /** The net amount to which the rate applies: from zero to the net amount of the lines that are not cancelled. */
    static Money base(OrderFacts facts, List<TeamLine> teams, EarningTerms terms) {
        Money base = Money.zero(facts.order().currency());
        for (LineFacts line : facts.lines()) {
            if (line.isArticle() || !terms.creditEarns()) {
                base = base.plus(teams.stream()
                        .filter(team -> team.lineId().equals(line.lineId()))
                        .findFirst()
                        .map(team -> team.earning(line).minus(team.markUp(line)))
                        .orElseGet(() -> TeamLine.earning(line, line.standingNet())));
            }
        }
        return terms.creditEarns()
                ? base
                : paidInMoney(base, facts, terms.rounding().mode());
    }

    /** Whether the order was cancelled but not refunded: the owner must decide. */
    static boolean cancelledNotRefunded(OrderFacts facts) {
        return facts.cancelled() && facts.kept().isPositive();
    }

    private static Money paidInMoney(Money base, OrderFacts facts, RoundingMode rounding) {
        Money money = facts.kept(PaymentKind.MONEY).plus(facts.kept(PaymentKind.CASH_ON_DELIVERY));
        Money all = facts.kept();
        if (!money.isPositive() || !all.isPositive()) {
            return Money.zero(base.getCurrencyUnit());
        }
        return money.isLessThan(all) ? Proration.part(base, money, all, rounding) : base;
    }
}
