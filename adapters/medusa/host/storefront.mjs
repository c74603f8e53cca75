// What a Medusa storefront does for a team's price, besides what it does already. Two files to copy: adapters/storefront.mjs, as gather.mjs, which knows Gather,
// and this one, which knows Medusa. No dependency, in the browser and on a server; change what you like.

/**
 * Prepares the cart of a customer who is logged in: the group price, and the evidence of who led the buyer here, which Medusa copies to the order. Before
 * the customer pays. Medusa answers 200 to a code that does nothing, so the price is looked at.
 *
 * @param medusa `sdk.client.fetch` of @medusajs/js-sdk, or what does the same
 * @param place a place that is ready; without one only the click is kept
 */
export async function prepareCart(medusa, cartId, place, click) {
    const metadata = { ...(click && { gather_click: click }), ...(place && { gather_participation: place.id }) };
    const { cart } = await medusa(`/store/carts/${cartId}`, { method: 'POST', body: { metadata } });
    if (place?.redemption !== 'COUPON_CODE') return cart;
    const priced = await medusa(`/store/carts/${cartId}/promotions`, { method: 'POST', body: { promo_codes: [place.reference] } });
    const lowered = priced.cart.items.some(item => item.adjustments?.some(({ code }) => code === place.reference));
    if (!lowered) throw new Error('The group price does not count for this cart: is the article in it, and is the customer logged in?');
    return priced.cart;
}
