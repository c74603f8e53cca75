<?php
/**
 * The group price: a cart line that carries a valid token of Gather costs what the token says.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** Under this key a token stands on a cart line. */
const GATHER_TOKEN = 'gather_price_token';

/** Under this key the admission that a line used up stands on the order's line. */
const GATHER_ADMISSION = '_gather_admission';

/** And its offer. */
const GATHER_OFFER = '_gather_offer';

/** The place that a line's token is for, on the cart line and on the order's line. */
const GATHER_PLACE = '_gather_place';

/** Orders in these states can still be paid. */
const GATHER_UNPAID = array( 'checkout-draft', 'pending', 'failed' );

add_filter( 'woocommerce_add_cart_item_data', 'gather_take_token', 10, 1 );
add_filter( 'woocommerce_store_api_add_to_cart_data', 'gather_take_token_from_store_api', 10, 2 );
add_action( 'woocommerce_before_calculate_totals', 'gather_set_prices', 1000, 1 );
add_action( 'woocommerce_checkout_create_order_line_item', 'gather_note_admission', 10, 3 );
add_action( 'woocommerce_checkout_order_processed', 'gather_use_up', 1, 3 );
add_action( 'woocommerce_store_api_checkout_order_processed', 'gather_use_up_by_store_api', 1, 1 );
add_action( 'woocommerce_before_pay_action', 'gather_use_up_again', 1, 1 );
add_filter( 'woocommerce_order_needs_payment', 'gather_needs_payment', 1000, 2 );
add_action( 'woocommerce_order_status_cancelled', 'gather_release_all', 10, 1 );
add_action( 'woocommerce_order_status_failed', 'gather_release_all', 10, 1 );

/** Puts the token of a request on the cart line that it adds: a line of its own. */
function gather_take_token( array $data ): array {
	// The token is its own proof; there is nothing here for another site to gain.
	$token = isset( $_REQUEST[ GATHER_TOKEN ] ) ? wp_unslash( $_REQUEST[ GATHER_TOKEN ] ) : ''; // phpcs:ignore WordPress.Security
	return gather_with_token( $data, $token );
}

/** The same for carts of WooCommerce's Store API (blocks, headless storefronts). */
function gather_take_token_from_store_api( array $add, $request ): array {
	gather_take_place( array( GATHER_PARTICIPATION => $request[ GATHER_PARTICIPATION ] ?? '' ) );
	$add['cart_item_data'] = gather_with_token( $add['cart_item_data'] ?? array(), $request[ GATHER_TOKEN ] ?? '' );
	return $add;
}

/** Cart item data with a token, if it has the form of one. */
function gather_with_token( array $data, $token ): array {
	if ( is_string( $token ) && preg_match( '/^g1\.[A-Za-z0-9._-]{10,150}$/D', $token ) ) {
		$data[ GATHER_TOKEN ] = $token;
		$place                = gather_place();
		if ( '' !== $place ) {
			$data[ GATHER_PLACE ] = $place;
		}
	}
	return $data;
}

/** Sets the price of each line whose token counts now, for as many as it allows in the whole cart; all others keep theirs. */
function gather_set_prices( $cart ): void {
	$quantities = array();
	$terms      = array();
	foreach ( $cart->get_cart() as $key => $line ) {
		$found = gather_line_terms( $line );
		if ( null !== $found ) {
			$terms[ $key ]                      = $found;
			$quantities[ $found['admission'] ] = ( $quantities[ $found['admission'] ] ?? 0 ) + $line['quantity'];
		}
	}
	foreach ( $cart->get_cart() as $key => $line ) {
		if ( isset( $terms[ $key ] ) && $quantities[ $terms[ $key ]['admission'] ] <= $terms[ $key ]['most'] ) {
			$line['data']->set_price( gather_price_as_entered( $line['data'], $terms[ $key ]['price'] ) );
		}
	}
}

/** The terms of a cart line's token, if it counts now: signed, begun, not ended, not taken back, not used by an order that is placed. */
function gather_line_terms( array $line ): ?array {
	if ( empty( $line[ GATHER_TOKEN ] ) ) {
		return null;
	}
	$now   = time();
	$terms = gather_price_terms( $line[ GATHER_TOKEN ], get_current_user_id(), gather_variant( $line ), get_woocommerce_currency(), $now );
	if ( null === $terms || ! gather_is_open( 'offer', $terms['offer'], $now ) || ! gather_is_open( 'admission', $terms['admission'], $now ) ) {
		return null;
	}
	$order = gather_claimed_by( $terms['admission'] );
	return 0 === $order || gather_is_own_order( $order ) ? $terms : null;
}

/**
 * Whether an order is still being placed or paid in this very session: then its own cart keeps the price. The session alone does not tell: WooCommerce leaves
 * `store_api_draft_order` in it after the order is finished.
 */
function gather_is_own_order( int $order ): bool {
	$session = WC()->session;
	if ( ! $session || ! in_array( $order, array( (int) $session->get( 'order_awaiting_payment' ), (int) $session->get( 'store_api_draft_order' ) ), true ) ) {
		return false;
	}
	$placed = wc_get_order( $order );
	return $placed && in_array( $placed->get_status(), GATHER_UNPAID, true );
}

/** What a cart line sells, as Gather names it. */
function gather_variant( array $line ): string {
	return $line['product_id'] . ( empty( $line['variation_id'] ) ? '' : '-' . $line['variation_id'] );
}

/**
 * A price with tax as this shop enters prices: where they are entered without, the tax is taken out and not rounded. WooCommerce's cart works with numbers of this kind throughout and
 * rounds once, when it adds the tax again: so it comes to the signed price. What was charged is told in decimals, and Gather compares it with what was offered.
 */
function gather_price_as_entered( $product, string $price ) {
	if ( ! wc_tax_enabled() || wc_prices_include_tax() || ! $product->is_taxable() ) {
		return $price;
	}
	$rates = WC_Tax::get_rates( $product->get_tax_class() );
	return (float) $price - array_sum( WC_Tax::calc_inclusive_tax( (float) $price, $rates ) );
}

/** A price in decimals that can be compared: finer than any minor unit, coarser than what sums of such numbers may differ by. */
function gather_decimals( $price ): string {
	return wc_format_decimal( $price, 6 );
}

/**
 * Notes on the order's line which admission gave it its price. What counts is the price that the line has: another order may have used the admission up since
 * it was set, and then this one must fail, not pass unnoticed.
 */
function gather_note_admission( $item, $cart_item_key, $values ): void {
	if ( empty( $values[ GATHER_TOKEN ] ) ) {
		return;
	}
	$terms = gather_price_terms( $values[ GATHER_TOKEN ], get_current_user_id(), gather_variant( $values ), get_woocommerce_currency(), 0 );
	if ( null === $terms ) {
		return;
	}
	if ( gather_decimals( gather_price_as_entered( $values['data'], $terms['price'] ) ) === gather_decimals( $values['data']->get_price() ) ) {
		$item->add_meta_data( GATHER_ADMISSION, $terms['admission'], true );
		$item->add_meta_data( GATHER_OFFER, $terms['offer'], true );
		if ( ! empty( $values[ GATHER_PLACE ] ) ) {
			$item->add_meta_data( GATHER_PLACE, $values[ GATHER_PLACE ], true );
		}
	}
}

/**
 * Uses up what the order's lines used, before anything is paid. Of orders placed at the same moment one has the price; the others fail here, and so do those
 * whose price was taken back in the meantime. An order that fails here is cancelled: else it could be paid later from the buyer's account.
 *
 * @throws Exception WooCommerce shows its message to the buyer.
 */
function gather_use_up( $order_id, $posted, $order ): void {
	if ( ! gather_claim_all( $order ) ) {
		$order->update_status( 'cancelled' );
		throw new Exception( esc_html( gather_used_text() ) );
	}
}

/** Claims what the order's lines used, if it has it no more or not yet. False if another order has some of it, or if its price is over. */
function gather_claim_all( $order ): bool {
	$order_id = (int) $order->get_id();
	foreach ( $order->get_items() as $item ) {
		$admission = (string) $item->get_meta( GATHER_ADMISSION );
		if ( '' === $admission || gather_claimed_by( $admission ) === $order_id ) {
			continue;
		}
		$open = gather_is_open( 'offer', (string) $item->get_meta( GATHER_OFFER ), time() ) && gather_is_open( 'admission', $admission, time() );
		if ( ! $open || ! gather_claim( $admission, $order_id ) ) {
			return false;
		}
	}
	return true;
}

/** What a buyer reads whose price is gone. */
function gather_used_text(): string {
	return __( 'This group price is used or over. Please look at your cart again.', 'gather' );
}

/** An order that waits is paid from the buyer's account: one that failed has given its admissions back, and another order may have them. */
function gather_use_up_again( $order ): void {
	if ( ! gather_claim_all( $order ) ) {
		gather_refused( (int) $order->get_id(), true );
		wc_add_notice( gather_used_text(), 'error' );
	}
}

/** An order whose price another one has cannot be paid. */
function gather_needs_payment( $needs, $order ) {
	// To an order that is being paid and needs no payment WooCommerce gives the goods for nothing. The notice keeps this one from being paid.
	if ( ! $needs || gather_refused( (int) $order->get_id() ) ) {
		return $needs;
	}
	foreach ( $order->get_items() as $item ) {
		$admission = (string) $item->get_meta( GATHER_ADMISSION );
		$claimed   = '' === $admission ? 0 : gather_claimed_by( $admission );
		if ( 0 !== $claimed && (int) $order->get_id() !== $claimed ) {
			return false;
		}
	}
	return $needs;
}

/** Whether this request refused to let an order be paid. */
function gather_refused( int $order, bool $now = false ): bool {
	static $refused = array();
	if ( $now ) {
		$refused[ $order ] = true;
	}
	return isset( $refused[ $order ] );
}

/**
 * The same for checkouts of the Store API. The order stays the draft that it is: the next attempt fills it from the cart, which has the full price by then, and an
 * order whose price another one has cannot be paid. Any other exception would be answered with 500.
 *
 * @throws Automattic\WooCommerce\StoreApi\Exceptions\RouteException 409: the answer contains the cart, and the checkout shows its new prices.
 */
function gather_use_up_by_store_api( $order ): void {
	if ( ! gather_claim_all( $order ) ) {
		gather_release_all( $order->get_id() );
		throw new \Automattic\WooCommerce\StoreApi\Exceptions\RouteException( 'gather_price_used', esc_html( gather_used_text() ), 409 );
	}
}

/** An order that came to nothing gives its admissions back. */
function gather_release_all( $order_id ): void {
	$order = wc_get_order( $order_id );
	foreach ( $order ? $order->get_items() : array() as $item ) {
		$admission = (string) $item->get_meta( GATHER_ADMISSION );
		if ( '' !== $admission ) {
			gather_release( $admission, (int) $order_id );
		}
	}
}
