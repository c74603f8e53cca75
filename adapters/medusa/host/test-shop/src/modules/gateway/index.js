'use strict';
const { randomUUID } = require('node:crypto');
const { AbstractPaymentProvider, ModuleProvider, Modules, PaymentActions, PaymentSessionStatus } = require('@medusajs/framework/utils');

const OUTCOMES = {
    authorize: PaymentSessionStatus.AUTHORIZED,
    'at-once': PaymentSessionStatus.CAPTURED,
    decline: PaymentSessionStatus.ERROR,
};

/**
 * A payment provider for tests, without money that exists. The data of a payment session says how it ends: `outcome` is authorize, at-once or decline;
 * with `expired` it refuses to capture. It keeps its own count of what it took and gave back, because Medusa tells a provider to capture without
 * saying how much: a provider always takes all.
 */
class Gateway extends AbstractPaymentProvider {
    static identifier = 'gateway';

    async initiatePayment({ amount, data }) {
        return { id: randomUUID(), data: { ...data, amount: Number(amount), taken: 0, returned: 0 } };
    }

    async updatePayment({ amount, data }) {
        return { data: { ...data, amount: Number(amount) } };
    }

    async deletePayment({ data }) {
        return { data };
    }

    async authorizePayment({ data }) {
        const status = OUTCOMES[data.outcome ?? 'authorize'];
        return { status, data: status === PaymentSessionStatus.CAPTURED ? { ...data, taken: data.amount } : data };
    }

    async getPaymentStatus({ data }) {
        return { status: OUTCOMES[data.outcome ?? 'authorize'], data };
    }

    async retrievePayment({ data }) {
        return { data };
    }

    async capturePayment({ data }) {
        if (data.expired) throw new Error('the card has expired');
        return { data: { ...data, taken: data.taken + data.amount } };
    }

    async refundPayment({ amount, data }) {
        return { data: { ...data, returned: data.returned + Number(amount?.value ?? amount) } };
    }

    async cancelPayment({ data }) {
        return { data };
    }

    async getWebhookActionAndData() {
        return { action: PaymentActions.NOT_SUPPORTED };
    }
}

module.exports = ModuleProvider(Modules.PAYMENT, { services: [Gateway] });
