/**
 * The adapter for Medusa 2 shops. It reads and commands the shop over its Admin API and asks its Store API who is
 * logged in and what a buyer pays. Start at {@link shop.gather.adapter.medusa.MedusaAdapter}.
 */
package shop.gather.adapter.medusa;
