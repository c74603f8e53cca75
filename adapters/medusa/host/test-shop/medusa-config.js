'use strict';
const { defineConfig, Modules } = require('@medusajs/framework/utils');

// Only for tests: this shop has no secret worth keeping. It listens on the loopback address.
module.exports = defineConfig({
    admin: { disable: true },
    projectConfig: {
        databaseUrl: process.env.DATABASE_URL,
        databaseDriverOptions: { ssl: false },
        http: { storeCors: '*', adminCors: '*', authCors: '*', jwtSecret: 'only-for-tests', cookieSecret: 'only-for-tests' },
    },
    plugins: process.env.STORE_CREDIT === 'false' ? [] : [{ resolve: '@medusajs/loyalty-plugin', options: {} }],
    modules: [{ key: Modules.PAYMENT, resolve: '@medusajs/medusa/payment', options: { providers: [{ resolve: './src/modules/gateway', id: 'test' }] } }],
});
