// Standard Webhooks signatures, both ways. A secret is "whsec_" and base64; while it is changed, two of them stand side by side, separated by a space.
import { createHmac, timingSafeEqual } from 'node:crypto';

const WINDOW_SECONDS = 300;

export function secretsOf(text) {
  const secrets = text.trim().split(/\s+/).map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
  if (secrets.some((secret) => secret.length < 24)) throw new Error('a secret needs at least 24 bytes, in base64 after whsec_');
  return secrets;
}

/** The headers that go with a payload. */
export function signed(secrets, id, timestamp, payload) {
  const signatures = secrets.map((secret) => `v1,${hmac(secret, `${id}.${timestamp}.${payload}`).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}

/** Null if the payload was signed now with one of the secrets; else the code of the problem. */
export function flawOf(secrets, headers, payload, nowSeconds) {
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (!/^[A-Za-z0-9][A-Za-z0-9_:~-]{0,499}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return 'bad-signature';
  const presented = (headers['webhook-signature'] ?? '').split(' ').filter((each) => each.startsWith('v1,')).slice(0, 10)
    .map((each) => Buffer.from(each.slice(3), 'base64'));
  const expected = secrets.map((secret) => hmac(secret, `${id}.${timestamp}.${payload}`));
  const matches = presented.some((one) => expected.some((other) => one.length === other.length && timingSafeEqual(one, other)));
  if (!matches) return 'bad-signature';
  return Math.abs(nowSeconds - Number(timestamp)) > WINDOW_SECONDS ? 'stale' : null;
}

function hmac(secret, text) {
  return createHmac('sha256', secret).update(text, 'utf8').digest();
}
