// What a Medusa storefront needs to sell in teams, besides what it does already. No dependency: copy the file, change what you like.
// It runs in the browser (Gather's store must allow the storefront's origin) and on a server with Node 20.

/** The click token that Gather's link put into the address of the page. Keep it, for example in sessionStorage, until the order is placed. */
export const clickOf = address => new URL(address).searchParams.get('gather_click');

/** Gather, as one visitor of the shop sees it. `publishableKey` is the one that Gather gave the store, not Medusa's. */
export class Gather {
    #address;
    #key;

    constructor(address, publishableKey) {
        this.#address = address;
        this.#key = publishableKey;
    }

    /** Exchanges the token of Medusa's login (`sdk.auth.login`) for a session of 15 minutes; with the click, the customer is bound to the leader. */
    async login(medusaToken, click) {
        const session = await this.#call('POST', '/sessions', { shopToken: medusaToken, ...(click && { click }) });
        this.#key = session.token;
        return session;
    }

    /** How full a team is, for everybody to see: `{ state, size, paid, placesLeft, deadline }`. */
    team(id) {
        return this.#call('GET', `/teams/${id}`);
    }

    /** Takes a place for whoever is logged in. Keep the key until it was answered: with the same key nobody takes two places. */
    join(team, key = crypto.randomUUID()) {
        return this.#call('POST', `/teams/${team}/participations`, undefined, { 'Idempotency-Key': key });
    }

    /** The same for a new team of a campaign. */
    open(campaign, key = crypto.randomUUID()) {
        return this.#call('POST', `/campaigns/${campaign}/teams`, undefined, { 'Idempotency-Key': key });
    }

    /** Waits until Medusa knows that this buyer gets the price. The countdown to `payUntil` starts then. */
    async ready(place) {
        let now = place;
        while (now.admission === 'PENDING') {
            await new Promise(resolve => setTimeout(resolve, 500));
            now = await this.#call('GET', `/me/participations/${place.id}`);
        }
        if (now.admission !== 'READY') throw new Error(`No group price: ${now.reason ?? now.admission}`);
        return now;
    }

    async #call(method, path, body, headers) {
        const answer = await fetch(`${this.#address}/storefront/v1${path}`, {
            method,
            headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json', ...headers },
            body: body && JSON.stringify(body),
        });
        const told = await answer.json();
        if (!answer.ok) throw Object.assign(new Error(told.detail ?? told.title), { code: told.code });
        return told;
    }
}

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
