'use strict';
const test = require('node:test');
const assert = require('node:assert/strict');
const { keyOf, proofOf, readPriceToken, isMeantFor, webhookHeaders } = require('../src/signing');

const key = keyOf('a-secret-of-enough-characters');

// Made by the adapter's PriceTokens; PriceTokensTest holds the same text.
const TOKEN = 'g1.L3xp2NZTCFSS.jX1hnLhbHkxxxCmn.rt.2.tg3l5c.AAAAAAAAAAAAAAAAAAAAAA';

test('a token is read, and one character more is none', () => {
    const token = readPriceToken(TOKEN);
    assert.deepEqual([token.price, token.most], [1001, 2]);
    assert.equal(readPriceToken(`${TOKEN}x`), undefined);
    assert.equal(readPriceToken(undefined), undefined);
});

test('a token with a wrong signature is meant for nobody', () => {
    assert.equal(isMeantFor(key, readPriceToken(TOKEN), '1', '2', 'EUR'), false);
});

test('a short secret is refused', () => {
    assert.throws(() => keyOf('short'), /24 characters/);
});

test('a Standard Webhooks secret is decoded', () => {
    assert.deepEqual(keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').length, 24);
});

test('signs as the Standard Webhooks specification says', () => {
    const headers = webhookHeaders(
        keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        new Date(1614265330000),
        '{"test": 2432232314}',
    );
    assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('two secrets give two proofs', () => {
    assert.notEqual(proofOf(key, 'c'), proofOf(keyOf('another-secret-of-enough-characters'), 'c'));
});
