'use strict';
const test = require('node:test');
const assert = require('node:assert/strict');
const { keyOf, proofOf, readPriceToken, isMeantFor, webhookHeaders } = require('../src/signing');

const key = keyOf('a-secret-of-enough-characters');

// Made by the adapter; its SignaturesTest holds the same text.
const TOKEN = 'g1.vzQPz5q2hiaR.Onzk2OVwesOqzbBz.rt.2.towk00.s20oAEtkg5MAjb9HMKagwQ';

test('a token is read', () => {
    const { offer, admission, price, most, expires } = readPriceToken(TOKEN);
    assert.deepEqual(
        { offer, admission, price, most, expires },
        { offer: 'vzQPz5q2hiaR', admission: 'Onzk2OVwesOqzbBz', price: 1001, most: 2, expires: 1795348800 },
    );
});

test('what is not a token is none', () => {
    for (const text of [`${TOKEN}x`, TOKEN.slice(1), `${TOKEN}\n`, '', null, undefined, 17]) {
        assert.equal(readPriceToken(text), undefined);
    }
});

test('a token is meant for one customer, variant and currency', () => {
    const token = readPriceToken(TOKEN);
    assert.equal(isMeantFor(key, token, '17', '4', 'EUR'), true);
    assert.equal(isMeantFor(key, token, '18', '4', 'EUR'), false);
    assert.equal(isMeantFor(key, token, '17', '5', 'EUR'), false);
    assert.equal(isMeantFor(key, token, '17', '4', 'USD'), false);
    assert.equal(isMeantFor(keyOf('another-secret-of-enough-characters'), token, '17', '4', 'EUR'), false);
});

test('no part of a token can be changed', () => {
    const parts = TOKEN.split('.');
    for (const [index, other] of [[1, 'x'], [2, 'x'], [3, '1'], [4, '9'], [5, 'zzzzzz'], [6, 'A'.repeat(22)]]) {
        const changed = parts.with(index, other);
        assert.equal(isMeantFor(key, readPriceToken(changed.join('.')), '17', '4', 'EUR'), false);
    }
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
