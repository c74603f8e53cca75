package shop.gather.groupbuy.terms;

import java.util.Optional;
import org.joda.money.Money;
import shop.gather.platform.http.ProblemException;

/** One price for every buyer of a team that succeeds. */
@Kind("group-price")
public record GroupPrice(Money price) implements PricePolicy {

    public GroupPrice {
        if (price == null) {
            throw ProblemException.invalid("groupPrice is missing.");
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
    public Optional<PricePolicy> plus(Money markUp) {
        return Optional.of(new GroupPrice(price.plus(markUp)));
    }
}
