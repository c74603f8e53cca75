<?php
/**
 * Carries who led a buyer here, and which place an order pays for, from the address over cookies onto the order, and notes when its payment was authorized.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** Keys in the address, in cookies and on the order alike: Gather reads them from the order. */
const GATHER_EVIDENCE = array( 'gather_click', 'gather_participation' );

/** Ways to pay by hand: there an order on hold waits for its money, and nothing is authorized. */
const GATHER_PAID_BY_HAND = array( 'bacs', 'cheque', 'cod' );

/** How long each is remembered, in seconds: who led a buyer here for a month, a place only as long as a buyer takes to pay it. */
const GATHER_EVIDENCE_SECONDS = array(
	'gather_click'         => 30 * 86400,
	'gather_participation' => 86400,
);

add_action( 'init', 'gather_remember_evidence' );
add_action( 'woocommerce_checkout_create_order', 'gather_put_evidence', 10, 1 );
add_action( 'woocommerce_store_api_checkout_update_order_meta', 'gather_put_evidence', 10, 1 );
add_action( 'woocommerce_checkout_order_processed', 'gather_forget_participation', 20, 0 );
add_action( 'woocommerce_store_api_checkout_order_processed', 'gather_forget_participation', 20, 0 );
add_action( 'woocommerce_order_status_on-hold', 'gather_note_authorization', 10, 2 );
add_action( 'woocommerce_order_status_failed', 'gather_forget_authorization', 10, 2 );
add_action( 'woocommerce_order_status_pending', 'gather_forget_authorization', 10, 2 );

/** A text that can be evidence: Gather's own check comes when it reads the order. */
function gather_evidence_of( array $from, string $key ): string {
	$value = isset( $from[ $key ] ) && is_string( $from[ $key ] ) ? wp_unslash( $from[ $key ] ) : '';
	return preg_match( '/^[A-Za-z0-9._~-]{1,1000}$/D', $value ) ? $value : '';
}

/** Keeps what a link brought. Pages from a cache do not come by here: the script in link.php does the same in the browser. */
function gather_remember_evidence(): void {
	foreach ( GATHER_EVIDENCE as $key ) {
		$value = gather_evidence_of( $_GET, $key ); // phpcs:ignore WordPress.Security.NonceVerification
		if ( '' !== $value && ! headers_sent() ) {
			gather_set_cookie( $key, $value, time() + GATHER_EVIDENCE_SECONDS[ $key ] );
			$_COOKIE[ $key ] = $value;
		}
	}
}

/** Sets a cookie of evidence, as the script in storefront.js does. */
function gather_set_cookie( string $key, string $value, int $expires ): void {
	setcookie(
		$key,
		$value,
		array(
			'expires'  => $expires,
			'path'     => '/',
			'secure'   => is_ssl(),
			'samesite' => 'Lax',
		)
	);
}

/** A place is paid by one order: the buyer's next order is not evidence of it. */
function gather_forget_participation(): void {
	if ( isset( $_COOKIE['gather_participation'] ) && ! headers_sent() ) {
		gather_set_cookie( 'gather_participation', '', 1 );
	}
	unset( $_COOKIE['gather_participation'] );
}

/** Puts the evidence on an order before it is saved. */
function gather_put_evidence( $order ): void {
	foreach ( GATHER_EVIDENCE as $key ) {
		$value = gather_evidence_of( $_COOKIE, $key );
		// The place that came with a price token stands on its line, and the cookie may be of another place since.
		foreach ( 'gather_participation' === $key ? $order->get_items() : array() as $item ) {
			$own   = (string) $item->get_meta( GATHER_PLACE );
			$value = '' === $own ? $value : $own;
		}
		if ( '' !== $value ) {
			$order->update_meta_data( $key, $value );
		}
	}
	// Orders of the Store API are saved already when they come by here.
	if ( $order->get_id() ) {
		$order->save();
	}
}

/** On hold is the usual state of an authorized payment, and WooCommerce keeps no moment of it. */
function gather_note_authorization( $order_id, $order = null ): void {
	$order = $order ? $order : wc_get_order( $order_id );
	if ( ! $order || in_array( $order->get_payment_method(), GATHER_PAID_BY_HAND, true ) ) {
		return;
	}
	if ( '' === (string) $order->get_meta( '_gather_authorized' ) ) {
		$order->update_meta_data( '_gather_authorized', (string) time() );
		$order->save();
	}
}

/** An order that failed or waits for payment again is not authorized any more: the next authorization has a moment of its own. */
function gather_forget_authorization( $order_id, $order = null ): void {
	$order = $order ? $order : wc_get_order( $order_id );
	if ( $order && '' !== (string) $order->get_meta( '_gather_authorized' ) ) {
		$order->delete_meta_data( '_gather_authorized' );
		$order->save();
	}
}
