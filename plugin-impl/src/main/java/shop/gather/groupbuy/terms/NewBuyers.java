package shop.gather.groupbuy.terms;

import java.util.OptionalInt;

/**
 * Every member may open a team, but only buyers without a paid order at the shop may join it: a customer brings new
 * ones. Orders from before the store was connected count too, refunded and cancelled ones do not.
 */
@Kind("new-buyers")
public record NewBuyers() implements EligibilityPolicy {

    @Override
    public OptionalInt mostOrdersBefore(boolean opens) {
        return opens ? OptionalInt.empty() : OptionalInt.of(0);
    }

    @Override
    public String refusal() {
        return "Only buyers who have not bought in this shop before may join a team of this campaign. Open a team and "
                + "invite new buyers.";
    }
}
