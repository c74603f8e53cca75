package shop.gather.groupbuy.campaign;

import shop.gather.groupbuy.terms.CasePolicy;
import shop.gather.groupbuy.terms.DeliveryPolicy;
import shop.gather.groupbuy.terms.PricePolicy;
import shop.gather.groupbuy.terms.ResalePolicy;

/** On which terms a campaign is to sell an article beside its main one. */
record ArticlePlan(PricePolicy price, DeliveryPolicy delivery, CasePolicy cases, ResalePolicy resale) {

    /** An article that is paid as ordered, sold in single units, and not resold. */
    ArticlePlan(PricePolicy price) {
        this(price, new DeliveryPolicy.AsOrdered(), new CasePolicy.SingleUnits(), new ResalePolicy.NotResold());
    }
}
