// Gather's storefront API, as one visitor of the shop uses it: the same for every shop. No dependency. It runs in the browser (Gather's store must allow the
// storefront's origin) and on a server with Node 20. Copy this file as gather.mjs, and beside it the storefront.mjs of your shop, which puts the price into
// the cart: medusa/host/, vendure/host/ or, for a shop of your own, http/reference/. Change what you like.

/** The click token that Gather's link put into the address of the page. Keep it, for example in sessionStorage, until the order is placed. */
export const clickOf = address => new URL(address).searchParams.get('gather_click');

/** Gather, as one visitor of the shop sees it. `publishableKey` is the one that Gather gave the store, not one of the shop's. */
export class Gather {
    #address;
    #publishableKey;
    #session;

    /** @param session the token of a session that the shop's back end opened, if it did; else `login` opens one */
    constructor(address, publishableKey, session) {
        this.#address = address;
        this.#publishableKey = publishableKey;
        this.#session = session;
    }

    /** Exchanges the token of the shop's own login for a session of 15 minutes; with the click, the customer is bound to the leader. */
    async login(shopToken, click) {
        this.#session = undefined;
        const session = await this.#call('POST', '/sessions', { shopToken, ...(click && { click }) });
        this.#session = session.token;
        return session;
    }

    /** How full a team is, for everybody to see: `{ state, size, paid, placesLeft, deadline }`. */
    team(id) {
        return this.#call('GET', `/teams/${id}`, undefined, undefined, this.#publishableKey);
    }

    /** Takes a place for whoever is logged in. Keep the key until it was answered: with the same key nobody takes two places. `wish`: `{ quantity, variantId, pickupPointId }`, each optional. */
    join(team, key = crypto.randomUUID(), wish = undefined) {
        return this.#call('POST', `/teams/${team}/participations`, wish, { 'Idempotency-Key': key });
    }

    /** The same for a new team of a campaign. */
    open(campaign, key = crypto.randomUUID(), wish = undefined) {
        return this.#call('POST', `/campaigns/${campaign}/teams`, wish, { 'Idempotency-Key': key });
    }

    /** Waits until the shop knows that this buyer gets the price. The countdown to `payUntil` starts then. */
    async ready(place) {
        let now = place;
        while (now.admission === 'PENDING') {
            await new Promise(resolve => setTimeout(resolve, 500));
            now = await this.#call('GET', `/me/participations/${place.id}`);
        }
        if (now.admission !== 'READY') throw new Error(`No group price: ${now.reason ?? now.admission}`);
        return now;
    }

    async #call(method, path, body, headers, key = this.#session ?? this.#publishableKey) {
        const answer = await fetch(`${this.#address}/storefront/v1${path}`, {
            method,
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
            body: body && JSON.stringify(body),
        });
        const told = await answer.json();
        if (!answer.ok) throw Object.assign(new Error(told.detail ?? told.title), { code: told.code });
        return told;
    }
}
