package shop.gather.groupbuy.terms;

/** How orders are fulfilled. This type is the registry of fulfilment policies. */
public sealed interface FulfilmentPolicy {

    PolicyKinds<FulfilmentPolicy> KINDS = PolicyKinds.of("fulfilmentPolicy", FulfilmentPolicy.class);

    /** What happens to a place whose article is exchanged for another variant. */
    Exchanges exchanges();

    /** The shop delivers each order like any other. */
    @Kind("shop")
    record ByShop(Exchanges exchanges) implements FulfilmentPolicy {}
}
