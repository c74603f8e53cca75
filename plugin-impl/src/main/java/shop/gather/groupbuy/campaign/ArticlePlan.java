package shop.gather.groupbuy.campaign;

import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.PricePolicy;

/** On which terms a campaign is to sell an article beside its main one. */
record ArticlePlan(PricePolicy price, DeliveryPolicy delivery, CasePolicy cases) {

    /** An article that is paid as ordered, and sold in single units. */
    ArticlePlan(PricePolicy price) {
        this(price, new DeliveryPolicy.AsOrdered(), new CasePolicy.SingleUnits());
    }
}
