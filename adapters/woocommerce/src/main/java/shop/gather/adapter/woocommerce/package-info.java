/**
 * The adapter for WooCommerce 7 to 10. It reads and commands the shop over its REST API (v3), and uses what Gather's
 * WordPress plugin adds where that is installed. Start at {@link shop.gather.adapter.woocommerce.WooCommerceAdapter}.
 */
package shop.gather.adapter.woocommerce;
