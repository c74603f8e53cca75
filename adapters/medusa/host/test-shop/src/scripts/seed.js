'use strict';
// Fills an empty shop: `medusa exec ./src/scripts/seed.js`. Prints what a driver must know as one line of JSON after SEEDED. Environment:
// PRICES_INCLUDE_TAX, CURRENCY.
const { Modules, ContainerRegistrationKeys } = require('@medusajs/framework/utils');
const flows = require('@medusajs/medusa/core-flows');

const CURRENCY = (process.env.CURRENCY ?? 'EUR').toLowerCase();
const MINOR_UNITS = 10 ** new Intl.NumberFormat('en', { style: 'currency', currency: CURRENCY }).resolvedOptions().maximumFractionDigits;
const ARTICLES = [
    { title: 'Tea caddy', sku: 'TEA-1', price: 10_000 },
    { title: 'Coffee grinder', sku: 'COF-1', price: 3_895 },
    { title: 'Kettle 團購', sku: 'KET-1', price: 5_999 },
].map(article => ({ ...article, price: article.price / MINOR_UNITS }));
const SHIPPING = 490 / MINOR_UNITS;

exports.default = async function seed({ container }) {
    const run = async (workflow, input) => (await workflow(container).run({ input })).result;
    const [store] = await container.resolve(Modules.STORE).listStores();
    const [channel] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels();
    await run(flows.updateStoresWorkflow, {
        selector: { id: store.id },
        update: { name: 'Test shop', supported_currencies: [{ currency_code: CURRENCY, is_default: true }], default_sales_channel_id: channel.id },
    });
    const [region] = await run(flows.createRegionsWorkflow, {
        regions: [{ name: 'Germany', currency_code: CURRENCY, countries: ['de'], payment_providers: ['pp_gateway_test'], is_tax_inclusive: process.env.PRICES_INCLUDE_TAX !== 'false' }],
    });
    await run(flows.createTaxRegionsWorkflow, [
        { country_code: 'de', provider_id: 'tp_system', default_tax_rate: { name: 'Standard', code: 'standard', rate: 19 } },
    ]);
    const [location] = await run(flows.createStockLocationsWorkflow, {
        locations: [{ name: 'Warehouse', address: { address_1: 'Main Street 1', city: 'Berlin', country_code: 'de' } }],
    });
    const link = container.resolve(ContainerRegistrationKeys.LINK);
    await link.create({ [Modules.STOCK_LOCATION]: { stock_location_id: location.id }, [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' } });
    const fulfillment = container.resolve(Modules.FULFILLMENT);
    const set = await fulfillment.createFulfillmentSets({
        name: 'Delivery',
        type: 'shipping',
        service_zones: [{ name: 'Germany', geo_zones: [{ type: 'country', country_code: 'de' }] }],
    });
    await link.create({ [Modules.STOCK_LOCATION]: { stock_location_id: location.id }, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } });
    await run(flows.linkSalesChannelsToStockLocationWorkflow, { id: location.id, add: [channel.id] });
    const [profile] = await fulfillment.listShippingProfiles();
    const [shipping] = await run(flows.createShippingOptionsWorkflow, [
        {
            name: 'Parcel',
            price_type: 'flat',
            provider_id: 'manual_manual',
            service_zone_id: set.service_zones[0].id,
            shipping_profile_id: (profile ?? (await fulfillment.createShippingProfiles({ name: 'Default', type: 'default' }))).id,
            type: { label: 'Parcel', description: 'By parcel', code: 'parcel' },
            prices: [{ currency_code: CURRENCY, amount: SHIPPING }, { region_id: region.id, amount: SHIPPING }],
            rules: [{ attribute: 'enabled_in_store', value: 'true', operator: 'eq' }, { attribute: 'is_return', value: 'false', operator: 'eq' }],
        },
    ]);
    const products = await run(flows.createProductsWorkflow, {
        products: ARTICLES.map(({ title, sku, price }) => ({
            title,
            status: 'published',
            shipping_profile_id: shipping.shipping_profile_id,
            sales_channels: [{ id: channel.id }],
            options: [{ title: 'Size', values: ['One'] }],
            variants: [{ title: 'One', sku, options: { Size: 'One' }, manage_inventory: true, prices: [{ currency_code: CURRENCY, amount: price }, { amount: price, currency_code: CURRENCY, rules: { region_id: region.id } }] }],
        })),
    });
    const items = await container.resolve(Modules.INVENTORY).listInventoryItems({});
    await run(flows.createInventoryLevelsWorkflow, {
        inventory_levels: items.map(({ id }) => ({ location_id: location.id, inventory_item_id: id, stocked_quantity: 1_000_000 })),
    });
    const [publishable] = await run(flows.createApiKeysWorkflow, { api_keys: [{ title: 'Storefront', type: 'publishable', created_by: 'seed' }] });
    await run(flows.linkSalesChannelsToApiKeyWorkflow, { id: publishable.id, add: [channel.id] });
    const [secret] = await run(flows.createApiKeysWorkflow, { api_keys: [{ title: 'Gather', type: 'secret', created_by: 'seed' }] });
    const [owner] = await run(flows.createApiKeysWorkflow, { api_keys: [{ title: 'Owner', type: 'secret', created_by: 'seed' }] });
    const seeded = { secretKey: secret.token, ownerKey: owner.token, publishableKey: publishable.token, region: region.id, shippingOption: shipping.id };
    console.log(`SEEDED ${JSON.stringify({ ...seeded, variants: products.flatMap(product => product.variants.map(({ id, sku }) => ({ id, sku }))) })}`);
};
