// A visitor without a browser: `node visit.mjs '{...}'` buys one article in a team, by way of ../storefront.mjs, and prints what came of it as JSON.
import { Gather, clickOf } from '../../../storefront.mjs';
import { prepareCart } from '../storefront.mjs';

const visit = JSON.parse(process.argv[2]);
const address = { first_name: 'A', last_name: 'Buyer', address_1: 'Main Street 1', city: 'Berlin', postal_code: '10115', country_code: 'de' };

/** Like `sdk.client.fetch` of @medusajs/js-sdk. */
async function medusa(path, { method = 'GET', body } = {}) {
    const answer = await fetch(visit.shop + path, {
        method,
        headers: { 'x-publishable-api-key': visit.medusaKey, authorization: `Bearer ${visit.shopToken}`, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
}

const post = (path, body) => medusa(path, { method: 'POST', body });

const click = clickOf(visit.landing);
const gather = new Gather(visit.gather, visit.gatherKey);
const before = await gather.team(visit.team);
const session = await gather.login(visit.shopToken, click);
const place = await gather.ready(await gather.join(visit.team));
const joined = await gather.team(visit.team);
const { cart } = await post('/store/carts', {
    region_id: visit.region,
    items: [{ variant_id: visit.variant, quantity: 1 }],
    shipping_address: address,
    billing_address: address,
});
await post(`/store/carts/${cart.id}/shipping-methods`, { option_id: visit.shippingOption });
await prepareCart(medusa, cart.id, place, click);
const { payment_collection: collection } = await post('/store/payment-collections', { cart_id: cart.id });
await post(`/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: 'pp_gateway_test' });
const { order } = await post(`/store/carts/${cart.id}/complete?fields=id,item_total,metadata`);
const { id, item_total: goods, metadata } = order;
console.log(JSON.stringify({ before, joined, session, place, order: { id, goods, metadata } }));
