// What a Vendure storefront does for a team's price, besides what it does already. Two files to copy: adapters/storefront.mjs, as gather.mjs, which knows Gather,
// and this one, which knows Vendure. No dependency, in the browser and on a server; change what you like.

const CART = '__typename ... on ErrorResult { message } ... on Order { id lines { productVariant { id priceWithTax } proratedUnitPriceWithTax } }';
const ADD = `mutation($variant: ID!) { added: addItemToOrder(productVariantId: $variant, quantity: 1) { ${CART} } }`;
// The argument exists only in shops with Gather's plugin.
const ADD_WITH_TOKEN = `mutation($variant: ID!, $token: String) {
    added: addItemToOrder(productVariantId: $variant, quantity: 1, customFields: { gather_price_token: $token }) { ${CART} } }`;
const COUPON = `mutation($code: String!) { applied: applyCouponCode(couponCode: $code) { ${CART} } }`;
const EVIDENCE = `mutation($fields: UpdateOrderCustomFieldsInput) { kept: setOrderCustomFields(input: { customFields: $fields }) { ${CART} } }`;

/**
 * Puts the article of a place into the cart of a customer who is logged in, at the group price, and onto the order the evidence of who led the buyer here. With
 * Gather's plugin the price is a signed token on the line, without it a coupon code. Vendure leaves the ordinary price where either does not count, so the price
 * is looked at. Before the customer pays. A shop without the plugin needs the two order fields of its own.
 *
 * @param shopApi sends a document with variables to Vendure's Shop API, in the customer's session, and answers the `data`
 * @param place a place that is ready; without one only the click is kept
 */
export async function addToCart(shopApi, variant, place, click) {
    const token = place?.redemption === 'PRICE_TOKEN' ? place.reference : undefined;
    const { added } = await shopApi(token ? ADD_WITH_TOKEN : ADD, { variant, token });
    let cart = order(added);
    if (place?.redemption === 'COUPON_CODE') {
        const { applied } = await shopApi(COUPON, { code: place.reference });
        cart = order(applied);
    }
    const lowered = cart.lines.some(line => line.productVariant.id === variant && line.proratedUnitPriceWithTax < line.productVariant.priceWithTax);
    if (place?.redemption && !lowered) throw new Error('The group price does not count for this cart: is the customer logged in?');
    const fields = { ...(click && { gather_click: click }), ...(place && { gather_participation: place.id }) };
    const { kept } = await shopApi(EVIDENCE, { fields });
    return order(kept);
}

/** Vendure answers its refusals as results of other types. */
function order(result) {
    if (result.__typename !== 'Order') throw new Error(result.message);
    return result;
}
