'use strict';
const { vendure, injectable } = require('./vendure');
const { keyOf, newMessageId, webhookHeaders } = require('./signing');
const { GATHER_OPTIONS } = require('./options');

const { OrderPlacedEvent, OrderStateTransitionEvent, PaymentStateTransitionEvent, RefundEvent, RefundStateTransitionEvent,
    OrderEvent, OrderLineEvent, FulfillmentStateTransitionEvent, Logger } = vendure;
const LOG = 'GatherPlugin';

/** One checkout or refund causes several events; they are told as one. */
const GATHERED_MS = 200;

/** Changes that Vendure writes beside the order, leaving its `updatedAt` as it was. */
const BESIDE_THE_ORDER = [PaymentStateTransitionEvent, RefundEvent, RefundStateTransitionEvent];
const WATCHED = [OrderPlacedEvent, OrderStateTransitionEvent, OrderEvent, OrderLineEvent, FulfillmentStateTransitionEvent,
    ...BESIDE_THE_ORDER];

/**
 * Tells Gather which placed orders changed. The shop only ever writes a job: Gather being slow, down or wrong costs the shop
 * nothing, and the queue's own retries deliver later. Gather polls besides, so that giving up loses nothing.
 */
class Notifier {
    constructor(eventBus, jobQueueService, settingsService, connection, configService, options) {
        Object.assign(this, { eventBus, jobQueueService, settingsService, connection, configService, options });
        this.key = keyOf(options.secret);
        this.gathered = new Map();
    }

    async start() {
        this.queue = await this.jobQueueService.createQueue({ name: 'gather-notify', process: job => this.deliver(job.data) });
        for (const type of WATCHED) {
            this.eventBus.ofType(type).subscribe(event => {
                this.noticed(type, event).catch(failure => this.warn(failure));
            });
        }
    }

    async noticed(type, event) {
        const orders = [event.order ?? event.fulfillment?.orders ?? []].flat();
        for (const { id } of orders) {
            const repository = this.connection.getRepository(event.ctx, vendure.Order);
            const order = await repository.findOne({ where: { id }, select: ['id', 'orderPlacedAt'] });
            if (!order?.orderPlacedAt) continue;
            if (BESIDE_THE_ORDER.includes(type)) await repository.update(id, { updatedAt: new Date() });
            const url = await this.url(event.ctx);
            if (url && !this.gathered.has(String(id))) this.gather(String(id), url);
        }
    }

    gather(orderId, url) {
        const enqueue = () => {
            clearTimeout(timer);
            this.gathered.delete(orderId);
            return this.queue.add({ orderId, url }, { retries: this.options.retries }).catch(failure => this.warn(failure));
        };
        const timer = setTimeout(enqueue, GATHERED_MS);
        this.gathered.set(orderId, enqueue);
    }

    warn(failure) {
        Logger.warn(`change not queued: ${failure.message}`, LOG);
    }

    /** What is still being gathered when the shop stops is queued now. */
    async stop() {
        await Promise.all([...this.gathered.values()].map(enqueue => enqueue()));
    }

    async url(ctx) {
        const settings = await this.settingsService.getSettings(ctx);
        return settings.customFields?.gather_notify_url || this.options.notifyUrl;
    }

    async deliver({ orderId, url }) {
        const encoded = this.configService.entityOptions.entityIdStrategy.encodeId(orderId);
        const now = new Date();
        const body = JSON.stringify({
            type: 'order.changed',
            timestamp: now.toISOString(),
            data: { orderId: String(encoded) },
        });
        const answer = await fetch(url, {
            method: 'POST',
            headers: webhookHeaders(this.key, newMessageId(), now, body),
            body,
            redirect: 'manual',
            signal: AbortSignal.timeout(10_000),
        });
        await answer.body?.cancel();
        if (!answer.ok) throw new Error(`Gather answered ${answer.status}`);
        return { status: answer.status };
    }
}
injectable(Notifier, vendure.EventBus, vendure.JobQueueService, vendure.GlobalSettingsService, vendure.TransactionalConnection,
    vendure.ConfigService, GATHER_OPTIONS);

module.exports = { Notifier };
