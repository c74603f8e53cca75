/**
 * The adapter for Vendure 3 shops. It reads and commands the shop over its GraphQL Admin API, asks its Shop API who is
 * logged in, and uses what Gather's host plugin adds where that is installed. Start at
 * {@link shop.gather.adapter.vendure.VendureAdapter}.
 */
package shop.gather.adapter.vendure;
