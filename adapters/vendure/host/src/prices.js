'use strict';
const { isMeantFor, readPriceToken } = require('./signing');

const ENDED = 'The group price of an article in this cart has ended. Remove the article and add it again.';

/** Judges price tokens on order lines. */
class TokenPrices {
    constructor(key, encodeId, marks) {
        this.key = key;
        this.encodeId = encodeId;
        this.marks = marks;
    }

    /** The token on a line if Gather signed it for this order's customer and this article, whether or not it still stands. */
    meant(order, line) {
        const token = readPriceToken(line.token);
        if (!token || !order.customerId) return undefined;
        const [customerId, variantId] = [order.customerId, line.variantId].map(id => String(this.encodeId(id)));
        return isMeantFor(this.key, token, customerId, variantId, order.currencyCode) ? token : undefined;
    }

    /** Whether the order may have the token's price for so many now; a placed order keeps what it had. */
    async stands(ctx, order, token, quantity) {
        const at = (order.orderPlacedAt ?? new Date()).getTime() / 1000;
        return quantity <= token.most && at <= token.expires && this.marks.allow(ctx, token, order, at);
    }
}

/** Charges the token's price, with tax, whatever the channel's own prices include; every other line costs what it cost before. */
class TokenPriceStrategy {
    constructor(otherwise, tokenPrices) {
        this.otherwise = otherwise;
        this.tokenPrices = tokenPrices;
    }

    async init(injector) {
        this.injector = injector;
        await this.otherwise.init?.(injector);
    }

    async destroy() {
        await this.otherwise.destroy?.();
    }

    async calculateUnitPrice(ctx, productVariant, customFields, order, quantity) {
        const text = customFields?.gather_price_token;
        if (text) {
            const prices = this.tokenPrices(this.injector);
            const token = prices.meant(order, { token: text, variantId: productVariant.id });
            if (token && (await prices.stands(ctx, order, token, quantity))) return { price: token.price, priceIncludesTax: true };
        }
        return this.otherwise.calculateUnitPrice(ctx, productVariant, customFields, order, quantity);
    }
}

/** Lets nobody pay a group price that ended while the article lay in the cart, and uses an admission up when its order is placed. */
function tokenPriceProcess(tokenPrices, marks) {
    let injector;

    /** Tokens whose price an order's lines have, with how many units in all have it. */
    function charged(order) {
        const found = new Map();
        for (const line of order.lines ?? []) {
            const text = line.customFields?.gather_price_token;
            if (!text) continue;
            const variantId = line.productVariantId ?? line.productVariant?.id;
            const token = tokenPrices(injector).meant(order, { token: text, variantId });
            if (!token || token.price !== line.listPrice) continue;
            const before = found.get(text)?.quantity ?? 0;
            found.set(text, { token, quantity: before + line.quantity });
        }
        return [...found.values()];
    }

    return {
        init(given) {
            injector = given;
        },
        async onTransitionStart(fromState, toState, { ctx, order }) {
            if (toState !== 'ArrangingPayment') return undefined;
            for (const { token, quantity } of charged(order)) {
                if (!(await tokenPrices(injector).stands(ctx, order, token, quantity))) return ENDED;
            }
            return undefined;
        },
        async onTransitionEnd(fromState, toState, { ctx, order }) {
            const placed = fromState === 'ArrangingPayment' && order.orderPlacedAt;
            if (!placed && toState !== 'Cancelled') return;
            for (const { token } of charged(order)) {
                if (placed) await marks(injector).use(ctx, token, order.id);
                else await marks(injector).free(ctx, token, order.id);
            }
        },
    };
}

module.exports = { TokenPrices, TokenPriceStrategy, tokenPriceProcess };
