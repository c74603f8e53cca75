'use strict';
// Gather's subscriber for Medusa 2: copy this one file into the shop's src/subscribers folder. It needs nothing but Medusa and Node 20.
const { createHmac, randomUUID } = require('node:crypto');

const { GATHER_SECRET, GATHER_NOTIFY_URL } = process.env;
const MINIMUM_SECRET = 24;

/** Medusa forgets an event once it was told. Gather polls besides, so that giving up loses nothing but time. */
const PAUSES_MS = [1_000, 10_000, 60_000];

/** One checkout or refund causes several events; they are told as one. */
const GATHERED_MS = 200;

const gathered = new Map();

function keyOf(secret) {
    if (secret.length < MINIMUM_SECRET) throw new Error(`GATHER_SECRET needs at least ${MINIMUM_SECRET} characters`);
    return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
}

/** A body and its headers, signed as the Standard Webhooks specification says. A message that is sent again keeps its id. */
function message(id, orderId, now) {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const body = JSON.stringify({ type: 'order.changed', timestamp: now.toISOString(), data: { orderId } });
    const signature = createHmac('sha256', keyOf(GATHER_SECRET)).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
    };
    return { body, headers };
}

const pause = ms => new Promise(resolve => setTimeout(resolve, ms).unref());

async function deliver(url, orderId, log) {
    const id = `msg_${randomUUID().replaceAll('-', '')}`;
    for (const wait of [...PAUSES_MS, undefined]) {
        try {
            const answer = await fetch(url, {
                method: 'POST',
                ...message(id, orderId, new Date()),
                redirect: 'manual',
                signal: AbortSignal.timeout(10_000),
            });
            await answer.body?.cancel();
            if (answer.ok) return;
            throw new Error(`Gather answered ${answer.status}`);
        } catch (failure) {
            if (wait === undefined) return log.warn(`Gather was not told of order ${orderId}: ${failure.message}`);
            await pause(wait);
        }
    }
}

/** Events of payments name the payment, all others the order. */
async function ordersOf({ name, data }, query) {
    if (!name.startsWith('payment.')) return [data.order_id ?? data.id];
    const { data: payments } = await query.graph({
        entity: 'payment',
        fields: ['payment_collection.order.id'],
        filters: { id: data.id },
    });
    return payments.map(payment => payment.payment_collection?.order?.id);
}

/** The store's metadata, which the owner can change at any time, outranks the environment. */
async function address(query) {
    const { data: stores } = await query.graph({ entity: 'store', fields: ['metadata'] });
    return stores[0]?.metadata?.gather_notify_url || GATHER_NOTIFY_URL;
}

/** Tells Gather that an order may have changed. It never delays or fails what the shop is doing. */
async function tellGather({ event, container }) {
    if (!GATHER_SECRET) return;
    const query = container.resolve('query');
    const log = container.resolve('logger');
    const url = await address(query);
    if (!url) return;
    for (const orderId of (await ordersOf(event, query)).filter(Boolean)) {
        if (gathered.has(orderId)) continue;
        const send = () => {
            gathered.delete(orderId);
            void deliver(url, orderId, log);
        };
        gathered.set(orderId, setTimeout(send, GATHERED_MS));
    }
}

module.exports = {
    default: tellGather,
    config: {
        event: ['order.placed', 'order.updated', 'order.canceled', 'order.completed', 'order.fulfillment_created', 'order.fulfillment_canceled',
            'order.return_received', 'order-edit.confirmed', 'payment.captured', 'payment.refunded'],
    },
};
