'use strict';
const { LanguageCode, PaymentMethodHandler } = require('@vendure/core');

/**
 * A payment provider for tests. It keeps its own count of how often money was taken, in the payment's metadata, because Vendure asks a handler
 * again where it is told to settle again. What a payment's metadata says when it is made decides how the provider behaves later.
 */
exports.gateway = new PaymentMethodHandler({
    code: 'test-gateway',
    description: [{ languageCode: LanguageCode.en, value: 'Pays without money that exists' }],
    args: {
        automaticSettle: { type: 'boolean', required: true, defaultValue: false },
        refunds: { type: 'boolean', required: true, defaultValue: false },
    },
    createPayment: async (ctx, order, amount, args, metadata) => {
        if (metadata.shouldDecline) return { amount, state: 'Declined', metadata: {}, errorMessage: 'the card was refused' };
        return {
            amount,
            state: args.automaticSettle ? 'Settled' : 'Authorized',
            transactionId: `paid-${order.code}`,
            metadata: { ...metadata, captures: args.automaticSettle ? 1 : 0 },
        };
    },
    settlePayment: async (ctx, order, payment) =>
        payment.metadata.shouldErrorOnSettle
            ? { success: false, errorMessage: 'the card has expired' }
            : { success: true, metadata: { captures: payment.metadata.captures + 1 } },
    cancelPayment: async () => ({ success: true }),
    createRefund: async (ctx, input, amount, order, payment, args) => {
        if (!args.refunds) return false;
        const state = payment.metadata.slowRefund ? 'Pending' : payment.metadata.failRefund ? 'Failed' : 'Settled';
        return { state, transactionId: `refund-${order.code}-${amount}` };
    },
});
