// What the storefront of a shop of your own does for a team's price. Two files to copy: adapters/storefront.mjs, as gather.mjs, which knows Gather, and this one,
// which knows what the reference shop's checkout takes; yours takes it as it likes. No dependency, in the browser and on a server.

/**
 * What a checkout carries besides lines and payment: the group price as a coupon code, unless the shop knows the buyer without one, and the evidence of who led
 * the buyer here, which the shop keeps with the order. A checkout takes no notice of a code that does not count: look at the price before the customer pays.
 *
 * @param place a place that is ready; without one only the click is kept
 */
export function inTeam(place, click) {
  return {
    couponCodes: place?.redemption === 'COUPON_CODE' ? [place.reference] : [],
    metadata: { ...(click && { gather_click: click }), ...(place && { gather_participation: place.id }) },
  };
}
