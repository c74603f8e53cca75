package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.settlement.LineMarkUp;
import shop.gather.groupbuy.settlement.TeamOrders.TeamLine;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.SomeTerms;
import shop.gather.groupbuy.terms.TeamSales;
import shop.gather.groupbuy.terms.TieredPrice;
import shop.gather.groupbuy.terms.TieredPrice.Tier;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.LeaderId;

/** Settlements of teams in campaigns that leaders resell: what buyers have paid is split without a remainder. */
class MarkUpPropertyTest {

    private static final CampaignId CAMPAIGN = new CampaignId(new UUID(0, 1));
    private static final LeaderId LEADER = new LeaderId(new UUID(0, 2));

    /** @param refundedPermille of what the buyer has paid in the end */
    record Buyer(int units, int refundedPermille) {}

    /**
     * A team that has succeeded.
     *
     * @param price of the owner for one unit at the checkout, in cents with tax; it falls by {@code less} with ten units
     * @param markUp of the leader for one unit, in cents with tax
     * @param shopPrice more than the price with the mark-up
     * @param byRebate whether the checkout charged the shop's price
     */
    record Team(int price, int less, int markUp, int shopPrice, int taxPercent, boolean byRebate, List<Buyer> buyers) {

        CampaignTerms owners() {
            return SomeTerms.with(
                    new TieredPrice(List.of(
                            Tier.ofMembers(1, AnOrder.cents(price)), Tier.ofMembers(3, AnOrder.cents(price - less)))),
                    SomeTerms.minimumTeam(1, 20));
        }

        CampaignTerms copy() {
            return SomeTerms.with(
                    owners().price().plus(AnOrder.cents(markUp)).orElseThrow(), SomeTerms.minimumTeam(1, 20));
        }

        TeamSales sales() {
            return new TeamSales(
                    buyers.size(), buyers.stream().mapToInt(Buyer::units).sum());
        }

        long finalPrice() {
            return copy().priceWith(sales()).getAmountMinorLong();
        }

        /** The order of a buyer whose rebate was paid back. */
        OrderFacts order(Buyer buyer) {
            long charged = buyer.units()
                    * (byRebate ? shopPrice : copy().checkoutPrice().getAmountMinorLong());
            long due = buyer.units() * finalPrice();
            long tax = tax(charged);
            AnOrder order =
                    AnOrder.of().line(buyer.units(), 0, charged - tax, tax).captured(charged);
            if (charged > due) {
                order.refundedFor("line1", charged - due);
            }
            long refund = due * buyer.refundedPermille() / 1_000;
            return OrderFacts.of((refund > 0 ? order.refundedFor("line1", refund) : order).snapshot());
        }

        private long tax(long gross) {
            return BigDecimal.valueOf(gross * taxPercent)
                    .divide(BigDecimal.valueOf(100L + taxPercent), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }

        TeamLine line(Buyer buyer, OrderFacts facts) {
            return new TeamLine(
                    "line1",
                    TeamLine.Place.CONFIRMED,
                    AnOrder.cents(0),
                    facts.lines().get(0).standing(),
                    Optional.of(new LineMarkUp(
                            CAMPAIGN,
                            LEADER,
                            AnOrder.cents(markUp),
                            BigDecimal.valueOf(buyer.units()),
                            AnOrder.cents(buyer.units() * finalPrice()))));
        }
    }

    @Provide
    Arbitrary<Team> teams() {
        Arbitrary<Buyer> buyer = Combinators.combine(
                        Arbitraries.integers().between(1, 9), Arbitraries.of(0, 0, 0, 1, 250, 333, 999, 1_000))
                .as(Buyer::new);
        return Combinators.combine(
                        Arbitraries.integers().between(2, 50_000),
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.integers().between(0, 20_000),
                        Arbitraries.integers().between(1, 10_000),
                        Arbitraries.of(0, 7, 9, 19, 25),
                        Arbitraries.of(true, false),
                        buyer.list().ofMinSize(1).ofMaxSize(4))
                .as((price, less, markUp, above, tax, byRebate, buyers) -> new Team(
                        price, Math.min(less, price - 1), markUp, price + markUp + above, tax, byRebate, buyers));
    }

    /** What stays paid = tax + what the owner's commissions are computed from + the leader's mark-up, to the cent. */
    @Property(tries = 20_000)
    void whatBuyersHavePaidIsSplitWithoutARemainder(@ForAll("teams") Team team) {
        for (Buyer buyer : team.buyers()) {
            OrderFacts facts = team.order(buyer);
            LineFacts line = facts.lines().get(0);
            TeamLine teamLine = team.line(buyer, facts);
            long leaders = teamLine.markUp(line).getAmountMinorLong();
            long owners = CommissionRules.base(facts, List.of(teamLine), EarningTerms.DEFAULT)
                    .getAmountMinorLong();
            Money tax = line.kept().minus(line.keptNet());

            assertThat(owners + leaders + tax.getAmountMinorLong())
                    .isEqualTo(facts.kept().getAmountMinorLong());
            assertThat(owners).isNotNegative();
            // Never more than her mark-up without its tax, and never less than a cent below its share of what is kept.
            BigDecimal added = BigDecimal.valueOf((long) buyer.units() * team.markUp());
            BigDecimal share = added.multiply(line.keptNet().getAmount().movePointRight(2))
                    .divide(BigDecimal.valueOf(buyer.units() * team.finalPrice()), 10, RoundingMode.HALF_UP);
            assertThat(BigDecimal.valueOf(leaders)).isLessThanOrEqualTo(added);
            assertThat(share.subtract(BigDecimal.valueOf(leaders)).abs()).isLessThan(BigDecimal.valueOf(2));
            assertThat(buyer.refundedPermille() < 1_000 || leaders == 0)
                    .as("a full refund leaves nothing")
                    .isTrue();
        }
    }

    /** Everybody of the team pays the owner's price that the team has reached, plus the mark-up, for each unit. */
    @Property(tries = 20_000)
    void inOneTeamNobodyPaysMoreThanAnotherForTheSameUnit(@ForAll("teams") Team team) {
        long unit = team.owners().priceWith(team.sales()).getAmountMinorLong() + team.markUp();
        List<Long> paid = new ArrayList<>();
        for (Buyer buyer : team.buyers()) {
            paid.add(team.order(new Buyer(buyer.units(), 0)).kept().getAmountMinorLong() / buyer.units());
        }

        assertThat(paid).containsOnly(unit);
    }
}
