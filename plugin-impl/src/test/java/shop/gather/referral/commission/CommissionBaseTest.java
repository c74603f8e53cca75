package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shop.gather.groupbuy.settlement.TeamOrders.TeamLine;
import shop.gather.order.facts.OrderFacts;
import shop.gather.referral.commission.EarningTerms.Rounding;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;

/** The base of commission over all shapes of order; amounts in cents. */
class CommissionBaseTest {

    private static final EarningTerms MONEY_ONLY = new EarningTerms(Rounding.DOWN, null, false);

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("goods, shipping and tax", goods().shipping(500).paid(), 10_000),
                shape(
                        "half a kilogram",
                        AnOrder.of().weighed("0.5", "0", 333, 23).paid(),
                        333),
                shape(
                        "half of half a kilogram is cancelled",
                        AnOrder.of().weighed("0.5", "0.25", 500, 0).captured(250),
                        250),
                shape(
                        "a discount on the whole order, with its tax",
                        goods().discount(1_000, 190).paid(),
                        9_000),
                shape(
                        "a discount over lines with two tax rates",
                        goods().line(10_000, 700).discount(2_000, 260).paid(),
                        18_000),
                shape("a surcharge", goods().fee(500, 0).paid(), 10_000),
                shape(
                        "a surcharge with tax, and shipping",
                        goods().fee(500, 95).shipping(700).paid(),
                        10_000),
                shape("a gift card pays a part", goods().byGiftCard(6_900).paid(), 10_000),
                shape("a gift card pays all", goods().byGiftCard(11_900), 10_000),
                shape("store credit pays all", goods().byStoreCredit(11_900), 10_000),
                shape("a gift card is bought", goods().giftCard(5_000).paid(), 10_000),
                shape(
                        "a line without a variant",
                        AnOrder.of().custom(10_000, 1_900).paid(),
                        10_000),
                shape("a tip", goods().captured(13_000), 10_000),
                shape("an order of nothing", AnOrder.of().line(0, 0), 0),
                shape(
                        "an article for nothing beside another",
                        AnOrder.of().line(0, 0).line(1_000, 0).paid(),
                        1_000),
                shape("authorized only", goods().authorized(11_900), 0),
                shape(
                        "authorized, a part captured",
                        AnOrder.of().line(10_000, 0).captured(4_000),
                        4_000),
                shape(
                        "a gift card captured, the card pending",
                        AnOrder.of().line(10_000, 0).byGiftCard(500).pending(9_500),
                        500),
                shape(
                        "a gift card captured, the card declined",
                        AnOrder.of().line(10_000, 0).byGiftCard(500).declined(9_500),
                        500),
                shape(
                        "a declined payment, then another",
                        goods().declined(11_900).paid(),
                        10_000),
                shape("shipping is refunded", goods().shipping(1_000).paid().refundedShipping(1_000), 10_000),
                shape("tax alone is refunded", goods().paid().refundedTax("line1", 1_900), 10_000),
                shape(
                        "half of a line is refunded",
                        goods().line(1_000, 70).paid().refundedFor("line1", 5_950),
                        6_000),
                shape(
                        "a refund of which nothing is said",
                        AnOrder.of().line(10_000, 2_000).shipping(3_000).paid().refunded(1_500),
                        9_000),
                shape("all is refunded", goods().shipping(500).paid().refunded(12_400), 0),
                shape("more than all is refunded", goods().paid().refunded(20_000), 0),
                shape("a tip is refunded", goods().captured(13_000).refunded(1_100), 10_000),
                shape("cancelled, not refunded", goods().paid().cancelled(), 0),
                shape(
                        "a unit is cancelled before the capture",
                        AnOrder.of().line(4, 1, 4_000, 0).captured(3_000),
                        3_000),
                shape(
                        "a unit is cancelled, not yet refunded",
                        AnOrder.of().line(4, 1, 4_000, 0).paid(),
                        3_000),
                shape(
                        "a unit is cancelled and refunded by name",
                        AnOrder.of().line(4, 1, 4_000, 0).paid().refundedFor("line1", 1_000),
                        3_000),
                shape(
                        "a cancelled article shifts nothing to the other",
                        AnOrder.of().line(2, 2, 4_000, 0).line(1_000, 0).paid(),
                        1_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void anOrderEarnsByWhatStaysPaidForGoods(String shape, AnOrder order, long base) {
        assertThat(base(order, EarningTerms.DEFAULT)).isEqualTo(base);
    }

    static Stream<Arguments> ofCredit() {
        return Stream.of(
                shape("a gift card pays a part", goods().byGiftCard(6_900).paid(), 4_201),
                shape("a gift card pays all", goods().byGiftCard(11_900), 0),
                shape("store credit pays all", goods().byStoreCredit(11_900), 0),
                shape("money alone", goods().paid(), 10_000),
                shape("a gift card is bought", goods().giftCard(5_000).paid(), 15_000),
                shape(
                        "the money is refunded, the gift card stays",
                        goods().byGiftCard(6_900).paid().refunded(5_000),
                        0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofCredit")
    void wherePlansDoNotCountCreditOnlyMoneyEarns(String shape, AnOrder order, long base) {
        assertThat(base(order, MONEY_ONLY)).isEqualTo(base);
    }

    static Stream<Arguments> ofTeams() {
        AnOrder two = AnOrder.of()
                .line(6_000, 1_140)
                .line(4_000, 760)
                .line(1_000, 190)
                .shipping(500)
                .paid();
        return Stream.of(
                arguments("both places wait", two, List.of(waiting("line1"), waiting("line2")), 1_000L),
                arguments(
                        "one team has succeeded", two, List.of(confirmed("line1", 7_140, 0), waiting("line2")), 7_000L),
                arguments(
                        "both have", two, List.of(confirmed("line1", 7_140, 0), confirmed("line2", 4_760, 0)), 11_000L),
                arguments(
                        "the rebate has not come back yet",
                        AnOrder.of().line(1_503, 286).captured(1_787),
                        List.of(confirmed("line1", 1_789, 789)),
                        838L),
                arguments(
                        "the rebate has come back",
                        AnOrder.of().line(1_503, 286).captured(1_787).refundedFor("line1", 789),
                        List.of(confirmed("line1", 1_789, 0)),
                        838L),
                arguments(
                        "the team failed, its line is cancelled",
                        AnOrder.of()
                                .line(1, 1, 6_000, 0)
                                .line(4_000, 0)
                                .shipping(500)
                                .paid()
                                .refundedFor("line1", 6_000),
                        List.of(ended("line1", 0)),
                        4_000L),
                arguments(
                        "the team failed, its line is to be cancelled",
                        AnOrder.of().line(6_000, 0).line(4_000, 0).paid(),
                        List.of(ended("line1", 0)),
                        4_000L),
                arguments(
                        "the team failed, its unit of three is cancelled: the others earn by their own price",
                        AnOrder.of().line(3, 1, 3_598, 0).paid().refundedFor("line1", 1_000),
                        List.of(ended("line1", 2_598)),
                        2_598L),
                arguments(
                        "the team failed, its unit of three is refunded where the shop cancels no units",
                        AnOrder.of().line(3, 0, 3_598, 0).paid().refundedFor("line1", 1_000),
                        List.of(ended("line1", 2_598)),
                        2_598L),
                arguments(
                        "the team failed, its unit of three is to be cancelled; tax is no base",
                        AnOrder.of().line(3, 0, 3_000, 570).paid(),
                        List.of(ended("line1", 2_380)),
                        2_000L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofTeams")
    void eachLineOfATeamEarnsByItsOwnTeam(String shape, AnOrder order, List<TeamLine> teams, long base) {
        assertThat(CommissionRules.base(OrderFacts.of(order.snapshot()), teams, EarningTerms.DEFAULT)
                        .getAmountMinorLong())
                .isEqualTo(base);
    }

    @Test
    void anAmountInAnotherCurrencyIsNeverTakenForOneOfTheOrder() {
        OrderSnapshot order = goods().paid().snapshot();
        Line dollars = Line.article("line2", "variant2", 1, 0, Money.parse("USD 10.00"), Money.parse("USD 0.00"));
        OrderSnapshot mixed = new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                order.buyerEmailHash(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                List.of(order.lines().get(0), dollars),
                order.shipping(),
                order.payments(),
                order.couponCodes(),
                order.metadata());

        assertThatThrownBy(() -> OrderFacts.of(mixed)).isInstanceOf(CurrencyMismatchException.class);
    }

    private static AnOrder goods() {
        return AnOrder.of().line(10_000, 1_900);
    }

    private static Arguments shape(String name, AnOrder order, long base) {
        return arguments(name, order, base);
    }

    private static TeamLine waiting(String line) {
        return new TeamLine(line, TeamLine.Place.WAITING, AnOrder.cents(0), AnOrder.cents(0));
    }

    private static TeamLine confirmed(String line, long standing, long openRebate) {
        return new TeamLine(line, TeamLine.Place.CONFIRMED, AnOrder.cents(openRebate), AnOrder.cents(standing));
    }

    private static TeamLine ended(String line, long standing) {
        return new TeamLine(line, TeamLine.Place.ENDED, AnOrder.cents(0), AnOrder.cents(standing));
    }

    private static long base(AnOrder order, EarningTerms terms) {
        return CommissionRules.base(OrderFacts.of(order.snapshot()), List.of(), terms)
                .getAmountMinorLong();
    }
}
