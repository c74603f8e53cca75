package shop.gather.spi;

/**
 * Keys under which a storefront stores Gather's evidence on a cart. The shop copies them to the order, and the adapter
 * returns them in {@link OrderSnapshot#metadata()}.
 *
 * @since 1.0
 */
public final class OrderMetadata {

    /** The signed click token of the link that led the buyer to the shop. */
    public static final String CLICK = "gather_click";

    /** The id of the participation that the order pays for. */
    public static final String PARTICIPATION = "gather_participation";

    private OrderMetadata() {}
}
