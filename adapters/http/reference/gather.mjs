// The contract's side: this is what a shop adds to be connected to Gather. See ../contract/openapi.yaml.
import { createHash, randomUUID } from 'node:crypto';
import { read, written } from './money.mjs';
import { Refusal, badRequest, notFound } from './refusal.mjs';
import { flawOf, signed } from './signing.mjs';
import { captured } from './store.mjs';

const COMMANDS = ['deferredCapture', 'cancellations', 'lineCancellations', 'refunds', 'storeCredits', 'priceOffers'];
const RETRY_MS = [0, 1_000, 5_000, 30_000];

/** Answers one signed request below baseUrl; `target` is the path and query as they were sent. */
export function gatherApi(store, secrets, home) {
  const { terms } = store;
  const capabilities = terms.readOnly ? [] : ['customerSessions', 'notifications', 'orderLookups', 'unitCancellations', ...COMMANDS];

  const routes = [
    ['GET', '/discovery', null, () => ({
      contract: '1.3', fingerprint: store.state.fingerprint, name: terms.name, currencies: [terms.currency], pricesIncludeTax: terms.pricesIncludeTax,
      storefront: { home: `${home()}/`, product: `${home()}/products/{productId}` }, capabilities,
      ...(capabilities.includes('priceOffers') && { priceOffers: { redemption: terms.redemption, admissionsPerSecond: 200, timeToPay: 'PT1M' } }),
    })],
    ['GET', '/variants', null, ({ query }) => ({ variants: store.search(query.get('text') ?? '', limit(query, 100)).map(variant) })],
    ['GET', '/variants/:id', null, ({ id }) => variant(store.find('variants', id, 'variant'))],
    ['GET', '/customers/:id', null, ({ id }) => customer(store.find('customers', id, 'customer'))],
    ['GET', '/orders', null, ({ query }) => ({ orderIds: store.ordersBy(query.get('customerId'), instant(query.get('placedSince'), 'placedSince')) })],
    ['GET', '/orders/:id', null, ({ id }) => order(store.find('orders', id, 'order'))],
    ['GET', '/changed-orders', null, ({ query }) => changes(query.get('cursor'), limit(query, 500))],
    ['POST', '/session-lookups', 'customerSessions', ({ body }) => {
      const found = store.whoIs(String(body.token));
      if (!found) throw notFound('session');
      return customer(found);
    }],
    ['POST', '/order-lookups', 'orderLookups', ({ body }) => ({ orders: lookedUp(body.orderIds) })],
    ['POST', '/orders/:id/captures', 'deferredCapture', ({ id, body }) => ({ already: store.capture(id, body.paymentId, minor(body.total, 'total')) })],
    ['POST', '/orders/:id/cancellation', 'cancellations', ({ id }) => ({ already: store.cancel(id) })],
    ['POST', '/orders/:id/lines/:line/cancellation', 'lineCancellations', ({ id, line, body }) => ({ already: store.cancelLine(id, line, body.quantity === undefined ? undefined : quantity(body.quantity, 'quantity')) })],
    ['POST', '/orders/:id/refunds', 'refunds', ({ id, body, key }) => {
      const lines = (body.lines ?? []).map((line) => ({ lineId: line.lineId, amount: minor(line.amount, 'a line') }));
      return { reference: store.refund(id, body.paymentId, minor(body.amount, 'amount'), lines, key) };
    }],
    ['POST', '/customers/:id/credits', 'storeCredits', ({ id, body, key }) => store.credit(id, minor(body.amount, 'amount'), String(body.reason ?? ''), key)],
    ['POST', '/offers', 'priceOffers', ({ body }) => ({ reference: store.offer({
      variantId: body.variantId, unitPrice: minor(body.unitPrice, 'unitPrice'), maxQuantity: quantity(body.maxQuantity),
      startsAt: iso(body.startsAt, 'startsAt'), endsAt: iso(body.endsAt, 'endsAt'),
    }) })],
    ['DELETE', '/offers/:id', 'priceOffers', ({ id }) => ({ already: store.close(id) })],
    ['POST', '/offers/:id/admissions', 'priceOffers', ({ id, body, key }) => ({
      reference: store.admit(id, key, { customerId: body.customerId, maxQuantity: quantity(body.maxQuantity), until: iso(body.until, 'until') }),
    })],
    ['DELETE', '/offers/:id/admissions/:admission', 'priceOffers', ({ id, admission }) => ({ already: store.revoke(id, admission) })],
  ].map(([method, pattern, capability, act]) => ({ method, capability, act,
    path: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }));

  return (method, target, headers, text) => {
    const flaw = flawOf(secrets, headers, `${method} ${target}\n${text}`, Date.now() / 1000);
    if (flaw) throw new Refusal(401, flaw, flaw === 'stale' ? 'The request was signed more than five minutes ago or ahead.' : 'The signature does not match.');
    const [pathname, search] = target.split('?', 2);
    const route = routes.find((each) => each.method === method && each.path.test(pathname));
    if (!route) throw new Refusal(404, 'unknown-operation', 'The contract has no such operation.');
    if (route.capability && !capabilities.includes(route.capability)) throw new Refusal(501, 'not-supported', `This shop does not do ${route.capability}.`);
    const request = { query: new URLSearchParams(search), body: text ? json(text) : {} };
    for (const [name, value] of Object.entries(route.path.exec(pathname).groups ?? {})) request[name] = decodeURIComponent(value);
    if (!COMMANDS.includes(route.capability)) return route.act(request);
    request.key = headers['idempotency-key'];
    if (request.key !== headers['webhook-id']) throw badRequest('Idempotency-Key and webhook-id must be the same');
    return store.once(request.key, createHash('sha256').update(`${method} ${target}\n${text}`).digest('base64'), () => route.act(request));
  };

  function variant(row) {
    return { variantId: row.variantId, productId: row.productId, title: row.title, sku: row.sku, price: money(store.gross(row)), stock: row.stock, available: row.stock > 0 };
  }

  function customer({ customerId, name, email, registeredAt }) {
    return { customerId, displayName: name, email, registeredAt };
  }

  function changes(cursor, most) {
    if (cursor !== null && !/^c\d{1,15}$/.test(cursor)) throw badRequest('that is not a cursor of this shop');
    const { orderIds, number, more } = cursor === null
      ? { orderIds: [], number: store.state.sequence, more: false } : store.changedSince(Number(cursor.slice(1)), most);
    return { orderIds, cursor: `c${number}`, more };
  }

  function lookedUp(ids) {
    if (!Array.isArray(ids) || ids.length < 1 || ids.length > 50) throw badRequest('orderIds holds 1 to 50 ids');
    return ids.filter((id) => Object.hasOwn(store.state.orders, id)).map((id) => order(store.state.orders[id]));
  }

  function order(row) {
    return {
      orderId: row.orderId, number: row.number, ...(row.customerId && { customerId: row.customerId }), placedAt: row.placedAt, state: row.state,
      ...(row.customerId && { buyerEmailHash: emailHash(store.state.customers[row.customerId].email) }),
      fulfilment: row.deliveredAt ? { stage: 'DELIVERED', sentAt: row.sentAt, deliveredAt: row.deliveredAt } : { stage: 'NOT_SENT' },
      currency: terms.currency, shipping: money(row.shipping), couponCodes: row.couponCodes, metadata: row.metadata,
      lines: row.lines.map(({ lineId, variantId, quantity: ordered, cancelledQuantity, net, tax }) => (
        { lineId, variantId, quantity: ordered, cancelledQuantity, net: money(net), tax: money(tax) })),
      payments: row.payments.map(({ paymentId, method, state, amount, captures, paidAt, captureBefore, refunds }) => ({
        paymentId, method, state, amount: money(amount), captured: money(captured({ captures })), paidAt, captureBefore,
        refunds: refunds.map((refund) => ({ ...refund, amount: money(refund.amount), lines: refund.lines.map((line) => ({ ...line, amount: money(line.amount) })) })),
      })),
    };
  }

  function money(amount) {
    return written(amount, terms.currency);
  }

  function minor(amount, what) {
    return read(amount, terms.currency, what);
  }
}

/** Tells Gather of changed orders, with a few retries; what is lost nevertheless is found by asking for changed orders. */
export function notifier(store, secrets) {
  return (order) => {
    const url = store.state.webhook;
    if (!url || store.terms.readOnly) return;
    const id = `msg_${randomUUID()}`;
    const body = JSON.stringify({ type: 'order.changed', timestamp: new Date().toISOString(), data: { orderId: order.orderId } });
    const attempt = async (number) => {
      try {
        const headers = { 'content-type': 'application/json', ...signed(secrets, id, Math.floor(Date.now() / 1000), body) };
        const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(10_000) });
        if (answer.ok) return;
        throw new Error(`answered ${answer.status}`);
      } catch (failure) {
        if (number + 1 < RETRY_MS.length && store.state.webhook === url) setTimeout(attempt, RETRY_MS[number + 1], number + 1).unref();
        else console.error(`notification ${id} was not taken: ${failure.message}`);
      }
    };
    setTimeout(attempt, RETRY_MS[0], 0);
  };
}

export function json(text) {
  try {
    const value = JSON.parse(text);
    if (value && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    // Told below, without what the parser said of the text.
  }
  throw badRequest('the body must be a JSON object');
}

function limit(query, most) {
  const number = Number(query.get('limit'));
  if (!Number.isInteger(number) || number < 1 || number > most) throw badRequest(`limit is 1 to ${most}`);
  return number;
}

function quantity(number, what = 'maxQuantity') {
  if (!Number.isSafeInteger(number) || number < 1) throw badRequest(`${what} is a whole number above zero`);
  return number;
}

function instant(text, what) {
  const at = typeof text === 'string' && text.endsWith('Z') ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw badRequest(`${what} must be an instant in UTC`);
  return at;
}

const emailHash = (email) => createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

const iso = (text, what) => new Date(instant(text, what)).toISOString();
