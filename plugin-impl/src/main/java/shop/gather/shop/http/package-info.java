/**
 * The HTTP client that adapters and event deliveries use: allowed addresses, limits of size and time, a circuit breaker
 * per store.
 */
package shop.gather.shop.http;
