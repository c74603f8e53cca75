package shop.gather.groupbuy.fulfilment.list;

/**
 * What a place contains, as SQL over a participation {@code p} and its campaign {@code c}. The only place that says so:
 * a place with several units, or with a variant of its own, is a change here.
 */
final class PlaceContents {

    /** The number of units of a place. */
    static final String UNITS = "1";

    static final String VARIANT = "c.variant_id";

    static final String TITLE = "c.title";

    /** The tables, with the pickup {@code k}. */
    static final String FROM =
            " from pickup k join participation p on p.store_id = k.store_id and p.id = k.participation_id"
                    + " join campaign c on c.store_id = k.store_id and c.id = k.campaign_id";

    private PlaceContents() {}
}
