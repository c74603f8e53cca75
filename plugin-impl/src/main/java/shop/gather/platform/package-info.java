/**
 * The base of all features: ids, the clock, the database with its tenancy, problems, idempotency and security. It
 * depends on no feature.
 */
package shop.gather.platform;
