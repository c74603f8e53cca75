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
	stand_request();
	Stand::$session = array();
	Stand::$user    = $asked['user'] ?? 0;
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
			$_COOKIE = $asked['evidence'];
			gather_take_place( $asked['evidence'] );
			$order = new StandOrder( $asked['order'] );
			foreach ( worker_lines( $asked['lines'] ) as $line ) {
				$item = new StandMeta();
				do_action( 'woocommerce_checkout_create_order_line_item', $item, 'key', $line, $order );
				$order->items[] = $item;
			}
			do_action( 'woocommerce_checkout_create_order', $order, array() );
			do_action( 'woocommerce_checkout_order_processed', $order->get_id(), array(), $order );
			return array( 'meta' => (object) $order->meta );
		case 'status':
			$order = wc_get_order( $asked['order'] );
			if ( ! $order ) {
				return array( 'meta' => (object) array() );
			}
			do_action( 'woocommerce_order_status_' . $asked['to'], $order->get_id(), $order );
			return array( 'meta' => (object) $order->meta );
	}
	return array( 'error' => 'not understood' );
}

while ( ( $line = fgets( STDIN ) ) !== false ) {
	try {
		$answer = worker_answer( json_decode( $line, true ) );
	} catch ( Exception $refused ) {
		$answer = array( 'error' => $refused->getMessage() );
	}
	fwrite( STDOUT, json_encode( $answer ) . "\n" );
	fflush( STDOUT );
}
