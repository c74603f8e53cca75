'use strict';
const { createHash } = require('node:crypto');
const { DefaultJobQueuePlugin, DefaultLogger, DefaultMoneyStrategy, LanguageCode, LogLevel } = require('@vendure/core');
const { gateway } = require('./gateway');

const { env } = process;
const plugins = [
    DefaultJobQueuePlugin.init({
        pollInterval: queueName => (queueName === 'gather-notify' ? 100 : 2000),
        backoffStrategy: () => 500,
    }),
];
if (env.GATHER_SECRET) {
    const { GatherPlugin } = require('..');
    plugins.push(GatherPlugin.init({ secret: env.GATHER_SECRET }));
}

// Tests register buyers by the hundred; bcrypt would spend half a second on each.
const quickHashing = {
    hash: async text => createHash('sha256').update(text).digest('hex'),
    check: async (text, hash) => createHash('sha256').update(text).digest('hex') === hash,
};

// What a shop without the plugin can configure by itself: orders that carry Gather's evidence.
const evidence = ['gather_click', 'gather_participation'].map(name => ({ name, type: 'text', nullable: true, public: true }));
const customFields = env.ORDER_FIELDS && !env.GATHER_SECRET ? { Order: evidence } : {};

const currency = env.CURRENCY ?? 'EUR';
const moneyStrategy = Object.assign(new DefaultMoneyStrategy(), { precision: Number(env.MONEY_PRECISION ?? 2) });

exports.config = {
    apiOptions: { hostname: '127.0.0.1', port: Number(env.PORT ?? 0), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: {
        tokenMethod: ['bearer', 'cookie', 'api-key'],
        superadminCredentials: { identifier: env.ADMIN_USER ?? 'superadmin', password: env.ADMIN_PASSWORD ?? 'superadmin' },
        cookieOptions: { secret: 'only-for-tests' },
        requireVerification: false,
        passwordHashingStrategy: quickHashing,
    },
    dbConnectionOptions: {
        type: 'sqljs',
        ...(env.DB_FILE ? { location: env.DB_FILE, autoSave: true } : {}),
        synchronize: true,
        logging: false,
    },
    entityOptions: { moneyStrategy },
    paymentOptions: { paymentMethodHandlers: [gateway] },
    logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: false }),
    customFields,
    plugins,
};

const gatewayWith = (automaticSettle, refunds) => ({
    code: 'test-gateway',
    arguments: [
        { name: 'automaticSettle', value: String(automaticSettle) },
        { name: 'refunds', value: String(refunds) },
    ],
});

exports.initialData = {
    defaultLanguage: LanguageCode.en,
    defaultZone: 'Europe',
    countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
    taxRates: [{ name: 'Standard Tax', percentage: 20 }],
    shippingMethods: [{ name: 'Standard Shipping', price: 500 }, { name: 'Pickup', price: 0 }],
    paymentMethods: [
        { name: 'pay-authorize', handler: gatewayWith(false, false) },
        { name: 'pay-now', handler: gatewayWith(true, false) },
        // Refunds by itself, where the other two leave a refund to whoever asked for it.
        { name: 'pay-refunding', handler: gatewayWith(true, true) },
    ],
    collections: [],
};

exports.channel = { defaultCurrencyCode: currency, availableCurrencyCodes: [currency], pricesIncludeTax: env.PRICES_INCLUDE_TAX !== 'false' };
