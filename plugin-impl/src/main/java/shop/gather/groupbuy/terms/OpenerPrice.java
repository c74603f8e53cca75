package shop.gather.groupbuy.terms;

import org.joda.money.Money;
import shop.gather.platform.http.ProblemException;

/**
 * One price for every buyer of a team that succeeds, and a lower one for the buyer who has opened it. All buyers pay the
 * same at the checkout; the opener is refunded the difference when the team succeeds.
 *
 * @param openerPrice more than zero, lower than the price
 */
@Kind("opener-price")
public record OpenerPrice(Money price, Money openerPrice) implements PricePolicy {

    public OpenerPrice {
        if (price == null || openerPrice == null) {
            throw ProblemException.invalid("pricePolicy.price and pricePolicy.openerPrice are required.");
        }
        if (!price.getCurrencyUnit().equals(openerPrice.getCurrencyUnit())) {
            throw ProblemException.invalid(
                    "pricePolicy.price and pricePolicy.openerPrice must have the same currency.");
        }
        if (!openerPrice.isLessThan(price)) {
            throw ProblemException.invalid("pricePolicy.openerPrice must be lower than pricePolicy.price.");
        }
    }

    @Override
    public void checkAgainst(TeamPolicy team, QuantityPolicy quantity) {
        if (team.oneForCampaign()) {
            throw ProblemException.invalid(
                    "pricePolicy opener-price cannot be combined with teamPolicy group-order: nobody opens its team.");
        }
    }

    @Override
    public Money atCheckout() {
        return price;
    }

    @Override
    public Money reachedWith(TeamSales sales) {
        return price;
    }

    @Override
    public Money openerPays(Money others) {
        return openerPrice;
    }
}
