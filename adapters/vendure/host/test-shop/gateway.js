'use strict';
const { LanguageCode, PaymentMethodHandler } = require('@vendure/core');

/**
 * A payment provider that refunds by itself, unlike Vendure's dummy: at once, or later where the payment's metadata says `slowRefund`.
 */
exports.gateway = new PaymentMethodHandler({
    code: 'test-gateway',
    description: [{ languageCode: LanguageCode.en, value: 'A provider that refunds by itself' }],
    args: {},
    createPayment: async (ctx, order, amount, args, metadata) => ({
        amount,
        state: metadata.shouldDecline ? 'Declined' : 'Authorized',
        transactionId: `paid-${order.code}`,
        metadata,
    }),
    settlePayment: async (ctx, order, payment) =>
        payment.metadata.shouldErrorOnSettle ? { success: false, errorMessage: 'the card was refused' } : { success: true },
    createRefund: async (ctx, input, amount, order, payment) => ({
        state: payment.metadata.slowRefund ? 'Pending' : payment.metadata.failRefund ? 'Failed' : 'Settled',
        transactionId: `refund-${order.code}-${amount}`,
    }),
});
