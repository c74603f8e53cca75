<?php
/**
 * Carries who led a buyer here, and which place an order pays for, from the address onto the order, and notes when its payment was authorized. Who led here is remembered by the browser,
 * for a month; a place belongs to one customer's cart and ends with it.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** In the address, in a cookie and on the order alike: who led the buyer here. */
const GATHER_CLICK = 'gather_click';

/** In the address, in the shop's session and on the order alike: the place in a team that the cart is for. */
const GATHER_PARTICIPATION = 'gather_participation';

/** Ways to pay by hand: there an order on hold waits for its money, and nothing is authorized. */
const GATHER_PAID_BY_HAND = array( 'bacs', 'cheque', 'cod' );

/** How long each is remembered, in seconds: who led a buyer here for a month, a place only as long as a buyer takes to pay it. */
const GATHER_CLICK_SECONDS = 30 * 86400;
const GATHER_PLACE_SECONDS = 86400;

// WooCommerce opens its session before, in the same hook.
add_action( 'init', 'gather_remember_evidence' );
add_action( 'woocommerce_checkout_create_order', 'gather_put_evidence', 10, 1 );
add_action( 'woocommerce_store_api_checkout_update_order_meta', 'gather_put_evidence', 10, 1 );
add_action( 'woocommerce_checkout_order_processed', 'gather_end_place', 20, 0 );
add_action( 'woocommerce_store_api_checkout_order_processed', 'gather_end_place', 20, 0 );
add_action( 'woocommerce_cart_emptied', 'gather_end_place_with_cart', 10, 0 );
add_action( 'woocommerce_order_status_on-hold', 'gather_note_authorization', 10, 2 );
add_action( 'woocommerce_order_status_failed', 'gather_forget_authorization', 10, 2 );
add_action( 'woocommerce_order_status_pending', 'gather_forget_authorization', 10, 2 );

/** A text that can be evidence: Gather's own check comes when it reads the order. */
function gather_evidence_of( array $from, string $key ): string {
	$value = isset( $from[ $key ] ) && is_string( $from[ $key ] ) ? wp_unslash( $from[ $key ] ) : '';
	return preg_match( '/^[A-Za-z0-9._~-]{1,1000}$/D', $value ) ? $value : '';
}

/** Keeps what a link brought. Pages from a cache do not come by here: for the click the script in storefront.js does the same in the browser. */
function gather_remember_evidence(): void {
	// phpcs:disable WordPress.Security.NonceVerification
	$click = gather_evidence_of( $_GET, GATHER_CLICK );
	if ( '' !== $click && ! headers_sent() ) {
		setcookie(
			GATHER_CLICK,
			$click,
			array(
				'expires'  => time() + GATHER_CLICK_SECONDS,
				'path'     => '/',
				'secure'   => is_ssl(),
				'samesite' => 'Lax',
			)
		);
		$_COOKIE[ GATHER_CLICK ] = $click;
	}
	gather_take_place( $_REQUEST );
	// phpcs:enable
	// A place that came before the login is from now on that of who logged in.
	gather_place();
}

/** The session that WooCommerce keeps the cart in, and ends at the logout; null outside the shop. */
function gather_session() {
	return function_exists( 'WC' ) && WC() ? WC()->session : null;
}

/** Keeps the place that a request brings with the cart, for the customer who is logged in. */
function gather_take_place( array $from ): void {
	$session = gather_session();
	$place   = gather_evidence_of( $from, GATHER_PARTICIPATION );
	if ( $session && '' !== $place ) {
		$session->set(
			GATHER_PARTICIPATION,
			array(
				'place'    => $place,
				'customer' => get_current_user_id(),
				'until'    => time() + GATHER_PLACE_SECONDS,
			)
		);
	}
}

/** The place that the cart is for; empty if there is none, or if it is another customer's, who used this browser before. */
function gather_place(): string {
	$session = gather_session();
	$held    = $session ? $session->get( GATHER_PARTICIPATION ) : null;
	if ( ! is_array( $held ) || $held['until'] <= time() ) {
		return '';
	}
	$customer = get_current_user_id();
	if ( 0 === $held['customer'] && 0 !== $customer ) {
		$held['customer'] = $customer;
		$session->set( GATHER_PARTICIPATION, $held );
	}
	return $held['customer'] === $customer ? $held['place'] : '';
}

/** A place is paid by one order: the buyer's next order is not evidence of it. */
function gather_end_place(): void {
	$session = gather_session();
	if ( $session ) {
		$session->set( GATHER_PARTICIPATION, null );
	}
}

/** A place ends with its cart; but a cart that is emptied for the very article that is being added is the place's own. */
function gather_end_place_with_cart(): void {
	if ( '' === gather_evidence_of( $_REQUEST, GATHER_PARTICIPATION ) ) { // phpcs:ignore WordPress.Security.NonceVerification
		gather_end_place();
	}
}

/** Puts the evidence on an order before it is saved. */
function gather_put_evidence( $order ): void {
	$evidence = array(
		GATHER_CLICK         => gather_evidence_of( $_COOKIE, GATHER_CLICK ),
		GATHER_PARTICIPATION => gather_place(),
	);
	foreach ( $order->get_items() as $item ) {
		// The place that came with a price token stands on its line, and the cart may be for another place since.
		$own = (string) $item->get_meta( GATHER_PLACE );
		if ( '' !== $own ) {
			$evidence[ GATHER_PARTICIPATION ] = $own;
		}
	}
	foreach ( $evidence as $key => $value ) {
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
