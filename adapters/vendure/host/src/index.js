'use strict';
const { vendure, takes } = require('./vendure');
const { keyOf } = require('./signing');
const { GATHER_OPTIONS } = require('./options');
const { GatherMark, Marks } = require('./marks');
const { Notifier } = require('./notifier');
const { TokenPrices, TokenPriceStrategy, tokenPriceProcess } = require('./prices');
const { adminApi } = require('./admin-api');

const { LanguageCode, PluginCommonModule, VendurePlugin } = vendure;
const MAX_TEXT = 2000;
const label = value => [{ languageCode: LanguageCode.en, value }];
const shortText = text => (typeof text === 'string' && text.length > MAX_TEXT ? `at most ${MAX_TEXT} characters` : undefined);
const evidence = (name, text) => ({ name, type: 'text', nullable: true, public: true, readonly: false, label: label(text), validate: shortText });

/**
 * Gather's side inside the shop. `GatherPlugin.init({secret})` with the secret that Gather has too.
 *
 * Options: `secret` (at least 24 characters), `notifyUrl` (where changes are told; the global setting "Gather: notify" goes before it),
 * `retries` (of one notification, default 10).
 */
class GatherPlugin {
    static init(options) {
        keyOf(options.secret);
        GatherPlugin.options = { retries: 10, ...options };
        return GatherPlugin;
    }

    constructor(notifier) {
        this.notifier = notifier;
    }

    async onApplicationBootstrap() {
        await this.notifier.start();
    }

    async onModuleDestroy() {
        await this.notifier.stop();
    }
}
takes(GatherPlugin, Notifier);

function configure(config) {
    config.customFields.Order.push(
        evidence('gather_click', 'Gather: link'),
        evidence('gather_participation', 'Gather: participation'),
    );
    config.customFields.OrderLine.push({
        name: 'gather_price_token',
        type: 'string',
        length: 190,
        nullable: true,
        public: true,
        label: label('Gather: group price'),
    });
    config.customFields.GlobalSettings.push({
        name: 'gather_notify_url',
        type: 'string',
        nullable: true,
        public: false,
        label: label('Gather: notify'),
    });

    const marks = injector => injector.get(Marks);
    const tokenPrices = injector =>
        new TokenPrices(
            keyOf(GatherPlugin.options.secret),
            id => config.entityOptions.entityIdStrategy.encodeId(id),
            marks(injector),
        );
    const order = config.orderOptions;
    order.orderItemPriceCalculationStrategy = new TokenPriceStrategy(order.orderItemPriceCalculationStrategy, tokenPrices);
    order.process = [...order.process, tokenPriceProcess(tokenPrices, marks)];
    return config;
}

VendurePlugin({
    imports: [PluginCommonModule],
    compatibility: '>=3.6.0 <4',
    entities: [GatherMark],
    providers: [{ provide: GATHER_OPTIONS, useFactory: () => GatherPlugin.options }, Marks, Notifier],
    adminApiExtensions: adminApi,
    configuration: configure,
})(GatherPlugin);

module.exports = { GatherPlugin };
