'use strict';
// A small shop to try Gather on: `node index.js PORT`, after `npx medusa db:migrate` and `npx medusa exec ./src/scripts/seed.js`. Environment:
// DATABASE_URL, GATHER_SECRET (switches Gather's subscriber on), GATHER_NOTIFY_URL, STORE_CREDIT (false switches the loyalty plugin off),
// EXIT_WITH_STDIN (ends when its parent does).
process.env.MEDUSA_DISABLE_TELEMETRY ??= 'true';
const http = require('node:http');
const { default: start } = require('@medusajs/medusa/commands/start');

// Java's client keeps connections longer than Node does, and would now and then speak to one that is being closed.
const { createServer } = http;
http.createServer = (...settings) => Object.assign(createServer(...settings), { keepAliveTimeout: 30 * 60_000 });

if (process.env.EXIT_WITH_STDIN) process.stdin.on('end', () => process.exit(0)).resume();
start({ directory: __dirname, host: '127.0.0.1', port: Number(process.argv[2]), types: false });
