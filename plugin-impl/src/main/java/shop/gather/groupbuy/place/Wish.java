package shop.gather.groupbuy.place;

/**
 * What a buyer wants to take with a place.
 *
 * @param quantity the number of units
 * @param variantId an article of the campaign; null for the main one
 */
public record Wish(int quantity, String variantId) {

    /** One unit of the main article. */
    public static final Wish ONE = new Wish(1, null);
}
