// A little shop that implements Gather's contract: `node shop.mjs`. For demos and tests: no money moves, and customers' addresses are not verified.
// PORT (0: any free), HOST, GATHER_SECRET (one or two, see signing.mjs), OWNER_KEY, SHOP_NAME, CURRENCY, TAX_PERCENT, PRICES_INCLUDE_TAX, REDEMPTION
// (COUPON_CODE or AUTOMATIC), READ_ONLY (yes: no commands, sessions or notifications), DATA_FILE (else all is in memory), EXIT_WITH_STDIN,
// PUBLIC_URL (how buyers reach it, if not at HOST and PORT).
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { gatherApi, json, notifier } from './gather.mjs';
import { decimalsOf, read, written } from './money.mjs';
import { Refusal, badRequest, notFound } from './refusal.mjs';
import { secretsOf } from './signing.mjs';
import { Store, captured, refunded, spendable, total } from './store.mjs';

const { env } = process;
const MAX_BODY = 1024 * 1024;
const secretText = env.GATHER_SECRET ?? `whsec_${randomBytes(33).toString('base64')}`;
const ownerKey = env.OWNER_KEY ?? randomBytes(24).toString('base64url');
const secrets = secretsOf(secretText);
const currency = env.CURRENCY ?? 'EUR';
const cent = 10 ** Math.max(0, decimalsOf(currency) - 2);

const terms = {
  name: env.SHOP_NAME ?? 'Reference shop', currency, taxPercent: Number(env.TAX_PERCENT ?? 19), pricesIncludeTax: env.PRICES_INCLUDE_TAX !== 'no',
  shipping: 490 * cent, readOnly: env.READ_ONLY === 'yes', redemption: env.REDEMPTION ?? 'COUPON_CODE', file: env.DATA_FILE,
};
const store = new Store(terms, (order) => notify(order));
const notify = notifier(store, secrets);
let home = '';
const gather = gatherApi(store, secrets, () => home);

if (!Object.keys(store.state.variants).length) {
  store.put('oolong-100g', { title: 'Oolong 烏龍茶 100 g', sku: 'OOLONG-100', price: 1299 * cent, stock: 100_000 });
  store.put('clay-pot', { title: 'Clay Pot', sku: 'POT-1', price: 1995 * cent, stock: 100_000 });
  store.put('tasse', { title: 'Tasse à thé', sku: 'TASSE-7', price: 707 * cent, stock: 100_000 });
}

const money = (amount) => written(amount, currency);
const placed = (order) => ({
  orderId: order.orderId, number: order.number, goods: money(total(order) - order.shipping), total: money(total(order)), metadata: order.metadata,
});

// What a storefront asks for its buyers, and the owner's own work by hand.
const routes = [
  ['POST', /^\/shop\/customers$/, ({ body }) => store.register(body)],
  ['POST', /^\/shop\/sessions$/, ({ body }) => store.logIn(body)],
  ['DELETE', /^\/shop\/sessions$/, ({ token }) => store.logOut(token)],
  ['GET', /^\/shop\/variants$/, () => ({ variants: store.search('', 100).map((row) => ({ variantId: row.variantId, title: row.title, price: money(store.gross(row)) })) })],
  ['POST', /^\/shop\/checkouts$/, ({ token, body }) => placed(store.checkout(buyer(token), body))],
  ['POST', /^\/shop\/orders\/([^/]+)\/payments$/, ({ token, id, body }) => placed(store.payAgain(buyer(token), id, body.payment))],
  ['GET', /^\/owner\/orders\/([^/]+)$/, owner(({ id }) => record(store.find('orders', id, 'order')))],
  ['POST', /^\/owner\/orders\/([^/]+)\/refunds$/, owner(({ id, body }) => byHand(() => {
    const payment = store.find('orders', id, 'order').payments.find(captured);
    if (!payment) throw notFound('captured payment');
    store.refund(id, payment.paymentId, read(body.amount, currency, 'amount'), [], null);
  }))],
  ['POST', /^\/owner\/orders\/([^/]+)\/cancellation$/, owner(({ id }) => byHand(() => store.cancel(id)))],
  ['POST', /^\/owner\/orders\/([^/]+)\/delivery$/, owner(({ id }) => byHand(() => store.deliver(id)))],
  ['GET', /^\/owner\/customers\/([^/]+)\/credits$/, owner(({ id }) => credits(store.find('customers', id, 'customer')))],
  ['GET', /^\/owner\/variants\/([^/]+)$/, owner(({ id }) => store.find('variants', id, 'article'))],
  ['PUT', /^\/owner\/variants\/([^/]+)$/, owner(({ id, body }) => store.put(id, body))],
  ['PUT', /^\/owner\/coupons\/([^/]+)$/, owner(({ id, body }) => byHand(() => { store.state.coupons[id] = percent(body.percent); }))],
  ['PUT', /^\/owner\/webhook$/, owner(({ body }) => byHand(() => { store.state.webhook = String(body.url ?? ''); }))],
];

function owner(act) {
  return (request) => {
    const presented = Buffer.from(request.token);
    const expected = Buffer.from(ownerKey);
    if (presented.length !== expected.length || !timingSafeEqual(presented, expected)) throw new Refusal(401, 'unauthorized', 'Only the owner may do this.');
    return act(request);
  };
}

function buyer(token) {
  if (!token) return undefined;
  const customer = store.whoIs(token);
  if (!customer) throw new Refusal(401, 'unauthorized', 'Log in first.');
  return customer;
}

function byHand(act) {
  act();
  store.save();
}

function percent(number) {
  if (!Number.isInteger(number) || number < 1 || number > 99) throw badRequest('percent is 1 to 99');
  return number;
}

function record(order) {
  const stands = order.payments.filter(({ state }) => state === 'AUTHORIZED' || state === 'CAPTURED');
  const sum = (amount) => money(order.payments.reduce((all, payment) => all + amount(payment), 0));
  return {
    cancelled: order.state === 'CANCELLED', authorized: money(stands.reduce((all, { amount }) => all + amount, 0)), captured: sum(captured), refunded: sum(refunded),
    captures: order.payments.flatMap(({ captures }) => captures).length, refunds: order.payments.flatMap(({ refunds }) => refunds).length,
    lines: order.lines.map((line) => ({ variantId: line.variantId, active: line.quantity - line.cancelledQuantity, net: money(line.net) })),
  };
}

function credits(customer) {
  return {
    spendable: money(spendable(customer)),
    given: (customer.credits ?? []).map(({ creditId, amount, reason, at }) => ({ creditId, amount: money(amount), reason, at })),
  };
}

function answer(method, url, headers, text) {
  if (url.startsWith('/gather/')) return gather(method, url.slice('/gather'.length), headers, text);
  const pathname = url.split('?', 1)[0];
  for (const [verb, path, act] of routes) {
    const match = verb === method && path.exec(pathname);
    if (match) {
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
      return act({ id: match[1] && decodeURIComponent(match[1]), token, body: text ? json(text) : {} }) ?? {};
    }
  }
  throw notFound('page');
}

function page(pathname) {
  const article = /^\/products\/([^/]+)$/.exec(pathname);
  const title = article ? store.find('variants', decodeURIComponent(article[1]), 'page').title : terms.name;
  return `<!doctype html><meta charset="utf-8"><title>${title.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`)}</title>`;
}

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Refusal(413, 'too-large', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const server = createServer(async (request, response) => {
  const send = (status, type, text) => response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
  try {
    const text = await bodyOf(request);
    if (request.method === 'GET' && (request.url === '/' || request.url.startsWith('/products/'))) send(200, 'text/html; charset=utf-8', page(request.url));
    else send(200, 'application/json; charset=utf-8', JSON.stringify(answer(request.method, request.url, request.headers, text)));
  } catch (failure) {
    const known = failure instanceof Refusal ? failure
      : failure instanceof URIError ? badRequest('the address cannot be read') : new Refusal(500, 'failed', 'The shop failed.');
    if (known.status === 500) console.error(failure);
    send(known.status, 'application/problem+json; charset=utf-8',
      JSON.stringify({ type: 'about:blank', title: known.code, status: known.status, detail: known.message, code: known.code }));
  }
});

// Longer than Java's client keeps an idle connection (20 minutes), so that none is used again in the moment in which it is closed here.
server.keepAliveTimeout = 1_260_000;
server.listen(Number(env.PORT ?? 0), env.HOST ?? '127.0.0.1', () => {
  const { address, port } = server.address();
  home = env.PUBLIC_URL ?? `http://${address}:${port}`;
  if (!env.GATHER_SECRET) console.log(`secret for Gather: ${secretText}`);
  if (!env.OWNER_KEY) console.log(`owner's key: ${ownerKey}`);
  console.log(`baseUrl: ${home}/gather`);
  console.log(`READY port=${port}`);
});

if (env.EXIT_WITH_STDIN === 'yes') {
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
}
