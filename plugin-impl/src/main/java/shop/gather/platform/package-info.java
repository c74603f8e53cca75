/**
 * What every feature stands on: ids, the clock, the database with its tenancy, problems, idempotency and security.
 * Knows no feature.
 */
package shop.gather.platform;
