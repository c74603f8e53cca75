package shop.gather.groupbuy.fulfilment.list;

/**
 * What a place contains, as SQL over a participation {@code p}, its campaign {@code c} and the further article {@code a}
 * that its buyer chose.
 */
final class PlaceContents {

    /** The number of units of a place. */
    static final String UNITS = "greatest(p.units, 1)";

    static final String VARIANT = "coalesce(p.chosen_variant_id, c.variant_id)";

    static final String TITLE = "coalesce(a.title, c.title)";

    /** The tables, with the pickup {@code k}. */
    static final String FROM =
            " from pickup k join participation p on p.store_id = k.store_id and p.id = k.participation_id"
                    + " join campaign c on c.store_id = k.store_id and c.id = k.campaign_id"
                    + " left join campaign_article a on a.store_id = k.store_id and a.campaign_id = k.campaign_id"
                    + " and a.variant_id = p.chosen_variant_id";

    private PlaceContents() {}
}
