<?php
/**
 * Tells Gather at once which orders changed. WooCommerce's own webhooks wait for WP-Cron, go to ports 80, 443 and 8080 only, and say nothing of a deleted refund. Gather polls besides, so a
 * notification that is lost costs time and nothing else.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** One request tells of at most so many orders; an owner's bulk action is left to polling. */
const GATHER_MOST_NOTIFICATIONS = 20;

/** How long a request may wait for Gather, in seconds. WordPress's HTTP client rounds anything shorter up to this. */
const GATHER_NOTIFY_SECONDS = 1;

/** Carts and bins: no order that Gather reads. */
const GATHER_NO_ORDER = array( 'checkout-draft', 'auto-draft', 'draft' );

foreach ( array( 'woocommerce_new_order', 'woocommerce_update_order', 'woocommerce_order_refunded', 'woocommerce_trash_order', 'woocommerce_untrash_order', 'woocommerce_before_delete_order' ) as $gather_hook ) {
	add_action( $gather_hook, 'gather_order_changed', 10, 1 );
}
// Where orders are kept as posts the pages of the administration call these alone.
foreach ( array( 'wp_trash_post', 'untrashed_post', 'before_delete_post' ) as $gather_hook ) {
	add_action( $gather_hook, 'gather_post_changed', 10, 1 );
}
unset( $gather_hook );
add_action( 'woocommerce_refund_deleted', 'gather_refund_deleted', 10, 2 );
add_action( 'shutdown', 'gather_notify', 100, 0 );

/** Notes an order that changed in this request; it is told when the request ends. */
function gather_order_changed( $order_id ): void {
	gather_changed_orders( (int) $order_id );
}

/** The same for an order that is a post. */
function gather_post_changed( $post_id ): void {
	if ( 'shop_order' === get_post_type( $post_id ) ) {
		gather_order_changed( $post_id );
	}
}

/** A refund that is deleted changes its order and leaves no other trace. */
function gather_refund_deleted( $refund_id, $order_id ): void {
	gather_changed_orders( (int) $order_id );
}

/** The orders that changed since this was last asked with 0, which empties the list. */
function gather_changed_orders( int $order_id ): array {
	static $changed = array();
	if ( 0 === $order_id ) {
		$all     = array_keys( $changed );
		$changed = array();
		return $all;
	}
	$changed[ $order_id ] = true;
	return array();
}

/** Sends what was noted, after the answer has gone to the visitor where PHP can do that. */
function gather_notify(): void {
	$orders = array_slice( gather_changed_orders( 0 ), 0, GATHER_MOST_NOTIFICATIONS );
	$url    = (string) get_option( 'gather_hook', '' );
	if ( array() === $orders || '' === $url || '' === gather_secret() ) {
		return;
	}
	if ( function_exists( 'fastcgi_finish_request' ) ) {
		fastcgi_finish_request();
	}
	foreach ( $orders as $order_id ) {
		$order = wc_get_order( $order_id );
		if ( ! $order || ! in_array( $order->get_status(), GATHER_NO_ORDER, true ) ) {
			gather_notify_of( $url, $order_id, time() );
		}
	}
}

/** One notification, signed as the Standard Webhooks specification says. */
function gather_notify_of( string $url, int $order_id, int $now ): void {
	$body = wp_json_encode(
		array(
			'type'      => 'order.changed',
			'timestamp' => gmdate( 'Y-m-d\TH:i:s\Z', $now ),
			'data'      => array( 'orderId' => (string) $order_id ),
		)
	);
	$id   = 'msg_' . wp_generate_uuid4();
	// Not wp_safe_remote_post(): that knows no other ports than 80, 443 and 8080. Only who manages the shop can enter the address.
	wp_remote_post(
		$url,
		array(
			'blocking'    => false,
			'timeout'     => GATHER_NOTIFY_SECONDS,
			'redirection' => 0,
			'headers'     => array(
				'Content-Type'      => 'application/json',
				'webhook-id'        => $id,
				'webhook-timestamp' => (string) $now,
				'webhook-signature' => 'v1,' . base64_encode( gather_sign( $id . '.' . $now . '.' . $body ) ),
			),
			'body'        => $body,
		)
	);
}
