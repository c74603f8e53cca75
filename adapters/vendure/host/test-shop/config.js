'use strict';
const { DefaultJobQueuePlugin, DefaultLogger, LanguageCode, LogLevel, dummyPaymentHandler } = require('@vendure/core');
const { gateway } = require('./gateway');

const { env } = process;
const plugins = [DefaultJobQueuePlugin.init({ pollInterval: 100, backoffStrategy: () => 500 })];
if (env.GATHER_SECRET) {
    const { GatherPlugin } = require('..');
    plugins.push(GatherPlugin.init({ secret: env.GATHER_SECRET }));
}

exports.config = {
    apiOptions: { hostname: '127.0.0.1', port: Number(env.PORT ?? 0), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: {
        tokenMethod: ['bearer', 'cookie', 'api-key'],
        superadminCredentials: { identifier: env.ADMIN_USER ?? 'superadmin', password: env.ADMIN_PASSWORD ?? 'superadmin' },
        cookieOptions: { secret: 'only-for-tests' },
        requireVerification: false,
    },
    dbConnectionOptions: {
        type: 'sqljs',
        ...(env.DB_FILE ? { location: env.DB_FILE, autoSave: true } : {}),
        synchronize: true,
        logging: false,
    },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler, gateway] },
    logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: false }),
    plugins,
};

const dummy = automaticSettle => ({
    code: 'dummy-payment-handler',
    arguments: [{ name: 'automaticSettle', value: String(automaticSettle) }],
});

exports.initialData = {
    defaultLanguage: LanguageCode.en,
    defaultZone: 'Europe',
    countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
    taxRates: [{ name: 'Standard Tax', percentage: 20 }],
    shippingMethods: [{ name: 'Standard Shipping', price: 500 }, { name: 'Pickup', price: 0 }],
    paymentMethods: [
        { name: 'pay-authorize', handler: dummy(false) },
        { name: 'pay-now', handler: dummy(true) },
        { name: 'pay-gateway', handler: { code: 'test-gateway', arguments: [] } },
    ],
    collections: [],
};

exports.channel = { defaultCurrencyCode: 'EUR', availableCurrencyCodes: ['EUR'], pricesIncludeTax: env.PRICES_INCLUDE_TAX !== 'false' };
