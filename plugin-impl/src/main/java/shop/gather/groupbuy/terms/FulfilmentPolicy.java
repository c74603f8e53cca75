package shop.gather.groupbuy.terms;

/** How the goods come to the buyer. This type is the registry of fulfilment policies. */
public sealed interface FulfilmentPolicy {

    PolicyKinds<FulfilmentPolicy> KINDS = PolicyKinds.of("fulfilmentPolicy", FulfilmentPolicy.class);

    /** What becomes of a place whose article is exchanged for another variant. */
    Exchanges exchanges();

    /** The shop delivers each order as it does any other. */
    @Kind("shop")
    record ByShop(Exchanges exchanges) implements FulfilmentPolicy {}
}
