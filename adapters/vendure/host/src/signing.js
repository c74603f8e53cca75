'use strict';
const { createHmac, randomUUID, timingSafeEqual } = require('node:crypto');

const MINIMUM_SECRET = 24;

/** The key that a secret stands for: `whsec_` and base64 (Standard Webhooks), or the text itself. */
function keyOf(secret) {
    if (typeof secret !== 'string' || secret.length < MINIMUM_SECRET) {
        throw new Error(`GatherPlugin: the secret needs at least ${MINIMUM_SECRET} characters`);
    }
    return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
}

const mac = (key, text, encoding) => createHmac('sha256', key).update(text, 'utf8').digest(encoding);

function sameText(one, other) {
    const a = Buffer.from(one, 'utf8');
    const b = Buffer.from(other, 'utf8');
    return a.length === b.length && timingSafeEqual(a, b);
}

/** Answers Gather's question whether both hold the same secret, without telling it. */
const proofOf = (key, challenge) => mac(key, `gather-probe:${challenge}`, 'base64url');

const TOKEN = /^g1\.([\w-]{1,24})\.([\w-]{1,24})\.([0-9a-z]{1,10})\.([0-9a-z]{1,6})\.([0-9a-z]{1,9})\.([\w-]{22})$/;
const SIGNATURE_BYTES = 16;

/** What a price token says, unverified; undefined if it is none. `price` counts smallest units with tax, `expires` seconds. */
function readPriceToken(text) {
    const parts = typeof text === 'string' ? TOKEN.exec(text) : null;
    if (!parts) return undefined;
    const [, offer, admission, price, most, expires, signature] = parts;
    const number = digits => Number.parseInt(digits, 36);
    return {
        offer,
        admission,
        price: number(price),
        most: number(most),
        expires: number(expires),
        open: text.slice(0, -signature.length - 1),
        signature,
    };
}

/** Whether Gather made this token for this customer, variant and currency. */
function isMeantFor(key, token, customerId, variantId, currencyCode) {
    const signed = ['gather-price', token.open, customerId, variantId, currencyCode].join('\n');
    const expected = createHmac('sha256', key).update(signed, 'utf8').digest().subarray(0, SIGNATURE_BYTES);
    return sameText(expected.toString('base64url'), token.signature);
}

/** The headers of the Standard Webhooks specification for a body sent now. */
function webhookHeaders(key, id, now, body) {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    return {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac(key, `${id}.${timestamp}.${body}`, 'base64')}`,
    };
}

const newMessageId = () => `msg_${randomUUID().replaceAll('-', '')}`;

module.exports = { keyOf, proofOf, readPriceToken, isMeantFor, webhookHeaders, newMessageId };
