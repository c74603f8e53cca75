'use strict';
// A small shop to try Gather on. Environment: PORT (0 for any), GATHER_SECRET (installs the plugin), ORDER_FIELDS (orders carry Gather's
// evidence without the plugin), PRICES_INCLUDE_TAX, CURRENCY, MONEY_PRECISION (decimals of its prices), DB_FILE (kept between runs; memory without it), ADMIN_USER, ADMIN_PASSWORD,
// EXIT_WITH_STDIN (ends when its parent does).
process.env.VENDURE_DISABLE_TELEMETRY ??= 'true';
const path = require('node:path');
const { bootstrap, ChannelService, JobQueueService, ProductService, RequestContextService } = require('@vendure/core');
const { populate } = require('@vendure/core/cli');
const { channel, config, initialData } = require('./config');

async function fill(app) {
    const ctx = await app.get(RequestContextService).create({ apiType: 'admin' });
    const { totalItems } = await app.get(ProductService).findAll(ctx, { take: 1 });
    if (totalItems > 0) return;
    const channels = app.get(ChannelService);
    const { id } = await channels.getDefaultChannel(ctx);
    await channels.update(ctx, { id, ...channel });
    await populate(() => Promise.resolve(app), initialData, path.join(__dirname, 'products.csv'));
}

async function main() {
    const app = await bootstrap(config);
    await app.get(JobQueueService).start();
    await fill(app);
    const stop = () => app.close().finally(() => process.exit(0));
    process.on('SIGTERM', stop).on('SIGINT', stop);
    if (process.env.EXIT_WITH_STDIN) process.stdin.on('end', stop).resume();
    // Java's client keeps connections longer than Node does, and would now and then speak to one that is being closed.
    app.getHttpServer().keepAliveTimeout = 30 * 60_000;
    console.log(`READY port=${app.getHttpServer().address().port}`);
}

main().catch(failure => {
    console.error(failure);
    process.exit(1);
});
