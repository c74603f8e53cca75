// The little shop itself: what it sells, who buys, what was ordered and paid. It knows nothing of HTTP and little of Gather: only that a buyer may
// have been admitted to a price. Every method is one step: it checks first and then changes, and JavaScript runs nothing else meanwhile.
import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { Refusal, badRequest, notFound } from './refusal.mjs';

const DAY = 86_400_000;
const AUTHORIZED_FOR = 7 * DAY;
const KEYS_KEPT_FOR = 90 * DAY;
const PAYMENTS = ['authorize', 'pay-now', 'decline'];

export class Store {
  /** @param terms currency, taxPercent, pricesIncludeTax, shipping (minor units, with tax), readOnly, redemption, file (or undefined) */
  constructor(terms, changed) {
    this.terms = terms;
    this.changed = changed;
    this.state = terms.file && existsSync(terms.file) ? JSON.parse(readFileSync(terms.file, 'utf8')) : {
      fingerprint: randomUUID(), sequence: 0, webhook: '',
      variants: {}, customers: {}, sessions: {}, coupons: {}, orders: {}, offers: {}, commands: {},
    };
  }

  /** What is acknowledged survives a crash: written beside, flushed, and put in place at once. */
  save() {
    if (!this.terms.file) return;
    const file = openSync(`${this.terms.file}.new`, 'w');
    try {
      writeSync(file, JSON.stringify(this.state));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${this.terms.file}.new`, this.terms.file);
  }

  find(table, id, what) {
    const rows = this.state[table];
    if (typeof id !== 'string' || !Object.hasOwn(rows, id)) throw notFound(what);
    return rows[id];
  }

  nextId() {
    return String(1000 + ++this.state.sequence);
  }

  touch(order) {
    order.changed = ++this.state.sequence;
    this.changed(order);
  }

  // ---- What is sold. `price` is as the shop lists it; buyers pay it with tax.

  put(variantId, { title, sku, price, stock }) {
    if (!title || !Number.isSafeInteger(price) || price <= 0 || !Number.isSafeInteger(stock)) throw badRequest('title, price and stock are needed');
    this.state.variants[variantId] = { variantId, productId: variantId, title, sku: sku ?? '', price, stock };
    this.save();
  }

  gross(variant) {
    return this.terms.pricesIncludeTax ? variant.price : variant.price + share(variant.price, this.terms.taxPercent, 100);
  }

  search(text, limit) {
    const wanted = text.toLowerCase();
    return Object.values(this.state.variants)
      .filter(({ title, sku }) => title.toLowerCase().includes(wanted) || sku.toLowerCase().includes(wanted))
      .slice(0, limit);
  }

  // ---- Who buys.

  register({ name, email, password }) {
    if ([name, email, password].some((text) => typeof text !== 'string' || !text) || password.length < 8) throw badRequest('name, email and a password of 8 characters are needed');
    if (this.customerBy(email)) throw new Refusal(409, 'taken', 'There is an account with this address.');
    const customerId = this.nextId();
    const salt = randomBytes(16).toString('hex');
    this.state.customers[customerId] = { customerId, name, email, salt, hash: digest(password, salt), registeredAt: now() };
    return this.open(customerId);
  }

  logIn({ email, password }) {
    const customer = this.customerBy(email);
    const hash = Buffer.from(digest(String(password), customer?.salt ?? 'nobody'), 'hex');
    if (!customer || !timingSafeEqual(hash, Buffer.from(customer.hash, 'hex'))) throw new Refusal(401, 'wrong-password', 'Address or password is wrong.');
    return this.open(customer.customerId);
  }

  open(customerId) {
    const token = randomBytes(24).toString('base64url');
    this.state.sessions[token] = customerId;
    this.save();
    return { customerId, token };
  }

  logOut(token) {
    delete this.state.sessions[token];
    this.save();
  }

  customerBy(email) {
    return Object.values(this.state.customers).find((customer) => customer.email.toLowerCase() === String(email).toLowerCase());
  }

  /** Whose token it is; undefined if nobody's. */
  whoIs(token) {
    return Object.hasOwn(this.state.sessions, token) ? this.state.customers[this.state.sessions[token]] : undefined;
  }

  /** What is given is kept with its key, so that the key counts longer than those of other commands. Returns whether it was given before, and its name. */
  credit(customerId, amount, reason, key) {
    const customer = this.find('customers', customerId, 'customer');
    customer.credits ??= [];
    const before = customer.credits.find((credit) => credit.key === key);
    if (before) return { already: true, reference: before.creditId };
    const creditId = this.nextId();
    customer.credits.push({ creditId, key, amount, reason, at: now() });
    return { reference: creditId };
  }

  // ---- What is ordered.

  checkout(customer, { lines, couponCodes = [], metadata = {}, payment }) {
    if (!Array.isArray(lines) || !lines.length) throw badRequest('the cart is empty');
    if (new Set(lines.map(({ variantId }) => variantId)).size < lines.length) throw badRequest('an article stands on one line');
    if (!PAYMENTS.includes(payment)) throw badRequest(`payment is one of ${PAYMENTS.join(', ')}`);
    const wanted = lines.map(({ variantId, quantity }) => {
      const variant = this.find('variants', variantId, 'article');
      if (!Number.isSafeInteger(quantity) || quantity < 1) throw badRequest('a quantity is a whole number above zero');
      if (variant.stock < quantity) throw new Refusal(409, 'out-of-stock', `Only ${variant.stock} of ${variant.title} are left.`);
      return { variant, quantity };
    });
    const codes = [...new Set(couponCodes.map(String))];
    const percent = Math.max(0, ...codes.filter((code) => Object.hasOwn(this.state.coupons, code)).map((code) => this.state.coupons[code]));
    const used = new Set(codes.filter((code) => Object.hasOwn(this.state.coupons, code)));
    const order = {
      orderId: this.nextId(), number: `R-${this.state.sequence}`, customerId: customer?.customerId ?? null, placedAt: now(),
      state: 'OPEN', shipping: this.terms.shipping, payments: [], metadata: Object.fromEntries(Object.entries(metadata).map(([k, v]) => [k, String(v)])),
      lines: wanted.map(({ variant, quantity }, index) => {
        const { admission, unitPrice } = this.admissionFor(customer, variant, codes);
        const atOffer = admission ? Math.min(quantity, admission.maxQuantity) : 0;
        const full = this.gross(variant) * (quantity - atOffer);
        const gross = atOffer * unitPrice + full - share(full, percent, 100);
        if (admission) {
          admission.used = true;
          if (this.terms.redemption === 'COUPON_CODE') used.add(admission.reference);
        }
        variant.stock -= quantity;
        const net = share(gross, 100, 100 + this.terms.taxPercent);
        return { lineId: String(index + 1), variantId: variant.variantId, quantity, cancelledQuantity: 0, net, tax: gross - net, atOffer, offerGross: atOffer * unitPrice };
      }),
    };
    order.couponCodes = [...used];
    this.state.orders[order.orderId] = order;
    this.attempt(order, payment);
    return order;
  }

  /** The unused admission that gives this buyer a price now, if there is one. */
  admissionFor(customer, variant, codes) {
    const at = Date.now();
    return Object.values(this.state.offers)
      .filter((offer) => offer.variantId === variant.variantId && Date.parse(offer.startsAt) <= at && at < Date.parse(offer.endsAt))
      .flatMap(({ unitPrice, admissions }) => Object.values(admissions).map((admission) => ({ admission, unitPrice })))
      .filter(({ admission }) => !admission.used && admission.customerId === customer?.customerId && at < Date.parse(admission.until))
      .find(({ admission }) => this.terms.redemption === 'AUTOMATIC' || codes.includes(admission.reference)) ?? { unitPrice: 0 };
  }

  attempt(order, kind) {
    const authorize = kind === 'authorize' && !this.terms.readOnly;
    const amount = total(order);
    order.payments.push({
      paymentId: `${order.orderId}-${order.payments.length + 1}`, method: 'card', amount, captures: [], refunds: [],
      state: kind === 'decline' ? 'DECLINED' : authorize ? 'AUTHORIZED' : 'CAPTURED',
      paidAt: kind === 'decline' ? null : now(), captureBefore: authorize ? new Date(Date.now() + AUTHORIZED_FOR).toISOString() : null,
    });
    if (kind !== 'decline' && !authorize) order.payments.at(-1).captures.push({ amount, at: now() });
    this.touch(order);
    this.save();
  }

  payAgain(customer, orderId, kind) {
    const order = this.find('orders', orderId, 'order');
    if (!customer || order.customerId !== customer.customerId) throw notFound('order');
    if (!PAYMENTS.includes(kind)) throw badRequest(`payment is one of ${PAYMENTS.join(', ')}`);
    if (order.state !== 'OPEN' || order.payments.some(({ state }) => state === 'AUTHORIZED' || state === 'CAPTURED')) throw new Refusal(409, 'order-state', 'This order is paid or cancelled.');
    this.attempt(order, kind);
    return order;
  }

  // ---- What happens to an order, by the owner's hand or by Gather's command. Each returns whether it was so already.

  capture(orderId, paymentId, amount) {
    const order = this.find('orders', orderId, 'order');
    const payment = this.payment(order, paymentId);
    if (captured(payment) && amount <= captured(payment)) return true;
    if (order.state !== 'OPEN') throw new Refusal(409, 'order-state', 'The order is cancelled.');
    const cancelled = sum(order.lines, cancelledCost);
    if (amount > payment.amount - cancelled) throw new Refusal(422, 'amount-too-high', 'That is more than was authorized for what is still to be delivered.');
    if (payment.state !== 'AUTHORIZED') throw new Refusal(409, 'payment-state', `The payment is ${payment.state}.`);
    if (Date.now() >= Date.parse(payment.captureBefore)) throw new Refusal(409, 'payment-state', 'The authorization has expired.');
    payment.captures.push({ amount, at: now() });
    payment.state = 'CAPTURED';
    this.touch(order);
    return false;
  }

  cancel(orderId) {
    const order = this.find('orders', orderId, 'order');
    if (order.state === 'CANCELLED') return true;
    order.state = 'CANCELLED';
    order.lines.forEach((line) => this.release(line));
    order.payments.filter(({ state }) => state === 'AUTHORIZED').forEach((payment) => { payment.state = 'VOIDED'; });
    this.touch(order);
    return false;
  }

  deliver(orderId) {
    const order = this.find('orders', orderId, 'order');
    order.sentAt ??= now();
    order.deliveredAt ??= now();
    this.touch(order);
  }

  /** @param units how many are to be cancelled in all; undefined for the whole line */
  cancelLine(orderId, lineId, units) {
    const order = this.find('orders', orderId, 'order');
    const line = order.lines.find((each) => each.lineId === lineId);
    if (!line) throw notFound('line');
    const wanted = Math.min(units ?? line.quantity, line.quantity);
    if (line.cancelledQuantity >= wanted) return true;
    this.release(line, wanted);
    this.touch(order);
    return false;
  }

  release(line, units = line.quantity) {
    this.state.variants[line.variantId].stock += units - line.cancelledQuantity;
    line.cancelledQuantity = units;
  }

  /** @param key of Gather's command; null for the owner's own doing */
  refund(orderId, paymentId, amount, lines, key) {
    const order = this.find('orders', orderId, 'order');
    const payment = this.payment(order, paymentId);
    if (lines.some(({ lineId }) => !order.lines.some((line) => line.lineId === lineId))) throw notFound('line');
    if (!captured(payment)) throw new Refusal(409, 'payment-state', `The payment is ${payment.state}: nothing was taken.`);
    if (amount > captured(payment) - refunded(payment)) throw new Refusal(422, 'amount-too-high', 'That is more than is left of the payment.');
    const refund = { refundId: `${paymentId}-${payment.refunds.length + 1}`, key, amount, lines, settled: true, at: now() };
    payment.refunds.push(refund);
    this.touch(order);
    return refund.refundId;
  }

  payment(order, paymentId) {
    const payment = order.payments.find((each) => each.paymentId === paymentId);
    if (!payment) throw notFound('payment');
    return payment;
  }

  // ---- Prices that only admitted buyers get.

  offer({ variantId, unitPrice, maxQuantity, startsAt, endsAt }) {
    const variant = this.find('variants', variantId, 'article');
    if (unitPrice > this.gross(variant)) throw new Refusal(422, 'price-unreachable', 'The offer is dearer than the article.');
    const offerId = this.nextId();
    this.state.offers[offerId] = { offerId, variantId, unitPrice, maxQuantity, startsAt, endsAt, admissions: {} };
    return offerId;
  }

  /** @param admissionId by which it is revoked */
  admit(offerId, admissionId, { customerId, maxQuantity, until }) {
    const offer = this.find('offers', offerId, 'offer');
    this.find('customers', customerId, 'customer');
    if (Date.parse(offer.endsAt) <= Date.now()) throw new Refusal(409, 'offer-limit', 'The offer is over.');
    const reference = this.terms.redemption === 'COUPON_CODE' ? `G-${randomBytes(9).toString('base64url')}` : '';
    offer.admissions[admissionId] = { reference, customerId, maxQuantity: Math.min(maxQuantity, offer.maxQuantity), until, used: false };
    return reference;
  }

  /** Whether there was nothing to take back. */
  revoke(offerId, admissionId) {
    const offer = Object.hasOwn(this.state.offers, offerId) ? this.state.offers[offerId] : { admissions: {} };
    return !Object.hasOwn(offer.admissions, admissionId) || !delete offer.admissions[admissionId];
  }

  close(offerId) {
    return !Object.hasOwn(this.state.offers, offerId) || !delete this.state.offers[offerId];
  }

  // ---- What Gather asks and repeats.

  ordersBy(customerId, since) {
    return Object.values(this.state.orders)
      .filter((order) => order.customerId === customerId && Date.parse(order.placedAt) >= since)
      .sort((a, b) => Number(b.orderId) - Number(a.orderId)).slice(0, 100).map(({ orderId }) => orderId);
  }

  /** Each change draws a number, so nothing is missed and no time stamp is compared. */
  changedSince(number, limit) {
    const moved = Object.values(this.state.orders).filter((order) => order.changed > number).sort((a, b) => a.changed - b.changed);
    const page = moved.slice(0, limit);
    return { orderIds: page.map(({ orderId }) => orderId), number: page.at(-1)?.changed ?? number, more: moved.length > page.length };
  }

  /** Does something once per key: the key and what it did are saved together, and a refusal leaves no trace. */
  once(key, request, act) {
    const { commands } = this.state;
    if (Object.hasOwn(commands, key)) {
      if (commands[key].request !== request) throw new Refusal(422, 'key-reused', 'This key was used for another request.');
      return { outcome: 'already-done', reference: commands[key].reference };
    }
    const { already = false, reference = '' } = act();
    for (const [old, { at }] of Object.entries(commands)) {
      if (Date.now() - Date.parse(at) < KEYS_KEPT_FOR) break;
      delete commands[old];
    }
    commands[key] = { request, reference, at: now() };
    this.save();
    return { outcome: already ? 'already-done' : 'done', reference };
  }
}

export const spendable = (customer) => sum(customer.credits ?? [], ({ amount }) => amount);
export const captured = (payment) => sum(payment.captures, ({ amount }) => amount);
export const refunded = (payment) => sum(payment.refunds, ({ amount }) => amount);
export const total = (order) => order.shipping + sum(order.lines, (line) => line.net + line.tax);

const sum = (rows, amount) => rows.reduce((all, row) => all + amount(row), 0);
const now = () => new Date().toISOString();
const digest = (password, salt) => scryptSync(password, salt, 32, { N: 4096 }).toString('hex');

/** What the cancelled units of a line cost. Those at an offered price are the first to be cancelled. */
function cancelledCost({ net, tax, quantity, cancelledQuantity, atOffer = 0, offerGross = 0 }) {
  const offered = Math.min(cancelledQuantity, atOffer);
  const full = net + tax - offerGross;
  return (offered ? share(offerGross, offered, atOffer) : 0) + (quantity > atOffer ? share(full, cancelledQuantity - offered, quantity - atOffer) : 0);
}

/** amount * part / whole, rounded half up, in integers. */
function share(amount, part, whole) {
  return Math.floor((2 * amount * part + whole) / (2 * whole));
}
