// A visitor without a browser: `node visit.mjs '{...}'` buys one article in a team, by way of ../storefront.mjs, and prints what came of it as JSON.
import { Gather, clickOf } from '../../../storefront.mjs';
import { addToCart } from '../storefront.mjs';

const visit = JSON.parse(process.argv[2]);
const address = { fullName: 'A Buyer', streetLine1: 'Main Street 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' };

async function shopApi(query, variables) {
    const answer = await fetch(`${visit.shop}/shop-api`, {
        method: 'POST',
        headers: { authorization: `Bearer ${visit.shopToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(`Vendure answered ${JSON.stringify(errors)}`);
    return data;
}

/** A mutation of the cart, which must not be refused. */
async function change(document, variables) {
    const { order } = await shopApi(document, variables);
    if (order.__typename !== 'Order') throw new Error(`${document} answered ${JSON.stringify(order)}`);
    return order;
}

const click = clickOf(visit.landing);
const gather = new Gather(visit.gather, visit.gatherKey);
const before = await gather.team(visit.team);
const session = await gather.login(visit.shopToken, click);
const place = await gather.ready(await gather.join(visit.team));
const joined = await gather.team(visit.team);
await addToCart(shopApi, visit.variant, place, click);
await change('mutation($address: CreateAddressInput!) { order: setOrderShippingAddress(input: $address) { __typename ... on ErrorResult { message } } }', { address });
const { methods } = await shopApi('{ methods: eligibleShippingMethods { id } }');
await change('mutation($id: ID!) { order: setOrderShippingMethod(shippingMethodId: [$id]) { __typename ... on ErrorResult { message } } }', { id: methods[0].id });
await change('mutation { order: transitionOrderToState(state: "ArrangingPayment") { __typename ... on ErrorResult { message } } }');
const { id, subTotalWithTax, customFields } = await change(`mutation {
    order: addPaymentToOrder(input: { method: "pay-authorize", metadata: {} }) {
        __typename ... on ErrorResult { message } ... on Order { id subTotalWithTax customFields { gather_click gather_participation } } } }`);
const order = { id, goods: (subTotalWithTax / 100).toFixed(2), metadata: customFields };
console.log(JSON.stringify({ before, joined, session, place, order }));
