<?php
/**
 * Runs the plugin for the stub shop of the Java tests: a question in a line of JSON, an answer in a line of JSON.
 */

require __DIR__ . '/wordpress.php';

$terms                 = json_decode( $argv[1], true );
Stand::$options['gather_secret'] = $terms['secret'];
Stand::$currency       = $terms['currency'];
Stand::$taxed          = $terms['taxed'];
Stand::$included       = $terms['included'];
Stand::$percent        = (float) $terms['percent'];
Stand::$network        = true;

/** Each customer's session, kept from one request to the next, also after an order is finished. */
$sessions = array();

/** The cart of a question, with products whose price can be set. */
function worker_lines( array $asked ): array {
	$lines = array();
	foreach ( $asked as $line ) {
		$_REQUEST = array( 'gather_price_token' => $line['token'] );
		$data     = apply_filters( 'woocommerce_add_cart_item_data', array() );
		$lines[]  = $data + array(
			'product_id'   => $line['product'],
			'variation_id' => $line['variation'],
			'quantity'     => $line['quantity'],
			'data'         => new StandProduct( $line['price'] ),
		);
	}
	return $lines;
}

/** What a question leads to. */
function worker_answer( array $asked ): array {
	global $sessions;
	stand_request();
	Stand::$user    = $asked['user'] ?? 0;
	Stand::$session = $sessions[ Stand::$user ] ?? array();
	try {
		return worker_act( $asked );
	} finally {
		$sessions[ Stand::$user ] = Stand::$session;
		do_action( 'shutdown' );
	}
}

/** What a question leads to, in the session of who asks. */
function worker_act( array $asked ): array {
	switch ( $asked['do'] ) {
		case 'rest':
			$headers = $asked['headers'];
			if ( ! empty( $asked['page'] ) ) {
				$headers['x_wp_nonce'] = wp_create_nonce( 'wp_rest' );
			}
			list( $status, $data ) = stand_dispatch( $asked['method'], $asked['path'], $asked['parameters'], $headers, $asked['body'] );
			return array( 'status' => $status, 'data' => $data );
		case 'totals':
			$cart = new StandCart( worker_lines( $asked['lines'] ) );
			do_action( 'woocommerce_before_calculate_totals', $cart );
			$prices = array();
			foreach ( $cart->get_cart() as $line ) {
				$price    = $line['data']->get_price();
				$prices[] = is_float( $price ) ? number_format( $price, 10, '.', '' ) : (string) $price;
			}
			return array( 'prices' => $prices );
		case 'order':
			// The Store API: the cart's totals are made before the session knows the new order.
			$_COOKIE = $asked['evidence'];
			gather_take_place( $asked['evidence'] );
			$order = new StandOrder( $asked['order'] );
			$order->update_status( 'checkout-draft' );
			foreach ( worker_lines( $asked['lines'] ) as $line ) {
				$item = new StandMeta();
				do_action( 'woocommerce_checkout_create_order_line_item', $item, 'key', $line, $order );
				$order->items[] = $item;
			}
			do_action( 'woocommerce_store_api_checkout_update_order_meta', $order );
			WC()->session->set( 'store_api_draft_order', $order->get_id() );
			try {
				do_action( 'woocommerce_store_api_checkout_order_processed', $order );
			} catch ( StandRouteException $refused ) {
				return array( 'refused' => $refused->getCode(), 'code' => $refused->getErrorCode(), 'message' => $refused->getMessage(), 'status' => $order->get_status() );
			} catch ( Exception $unknown ) {
				return array( 'refused' => 500, 'code' => 'woocommerce_rest_unknown_server_error', 'message' => $unknown->getMessage(), 'status' => $order->get_status() );
			}
			do_action( 'woocommerce_cart_emptied' );
			return array( 'meta' => (object) $order->meta );
		case 'status':
			$order = wc_get_order( $asked['order'] );
			if ( ! $order ) {
				return array( 'meta' => (object) array(), 'gone' => array() );
			}
			$before = array_keys( $order->meta );
			$order->update_status( $asked['to'] );
			return array( 'meta' => (object) $order->meta, 'gone' => array_values( array_diff( $before, array_keys( $order->meta ) ) ) );
		case 'changed':
			do_action( $asked['hook'], ...$asked['given'] );
			return array();
		case 'hook':
			update_option( 'gather_hook', $asked['url'] );
			return array();
	}
	return array( 'error' => 'not understood' );
}

while ( ( $line = fgets( STDIN ) ) !== false ) {
	try {
		$answer = worker_answer( json_decode( $line, true ) );
	} catch ( Exception $refused ) {
		$answer = array( 'error' => $refused->getMessage() );
	}
	fwrite( STDOUT, json_encode( (object) $answer ) . "\n" );
	fflush( STDOUT );
}
