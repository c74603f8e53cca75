<?php
/**
 * Runs the plugin's functions for real: php host/test/tests.php. Prints each test and ends with 1 if one fails.
 */

require __DIR__ . '/wordpress.php';

const SECRET = 'a-secret-of-enough-characters';
const NOW    = 1795348800;

// The same texts stand in SignaturesTest.java: each side verifies what the other signs.
const PRICE_TOKEN    = 'g1.bf340fcf9ab68626.3a7ce4d8e5707ac3aacdb073.rt.2.2.toyeo0.oaTB5xXaEUs7vbFvBZmKiA';
const CUSTOMER_TOKEN = 'c1.17.towkgo.zM9Juv0Y5zkNfUgZ_cDLxFc0dBbqv0muvpSUVxgchFs';

$failed = 0;

/** One test, in a site as new. */
function test( string $name, callable $body ): void {
	global $failed;
	Stand::$options  = array( 'gather_secret' => SECRET );
	Stand::$orders   = array();
	Stand::$notices  = array();
	Stand::$sent     = array();
	gather_changed_orders( 0 );
	stand_request();
	Stand::$session  = array();
	Stand::$user     = 17;
	Stand::$currency = 'EUR';
	Stand::$taxed    = true;
	Stand::$included = true;
	Stand::$percent  = 19.0;
	$_GET            = array();
	$_COOKIE         = array();
	$_REQUEST        = array();
	try {
		$body();
		echo "ok   $name\n";
	} catch ( Throwable $failure ) {
		$failed++;
		echo "FAIL $name: {$failure->getMessage()} at line {$failure->getLine()}\n";
	}
}

function same( $expected, $actual ): void {
	if ( $expected !== $actual ) {
		throw new Exception( 'expected ' . var_export( $expected, true ) . ', not ' . var_export( $actual, true ) );
	}
}

function fails( callable $body ): string {
	try {
		$body();
	} catch ( Exception $refused ) {
		return $refused->getMessage();
	}
	throw new Exception( 'nothing was refused' );
}

/** A token as Gather signs it. */
function token( array $change = array() ): string {
	$terms  = $change + array(
		'offer'     => str_repeat( 'a', 16 ),
		'admission' => str_repeat( 'b', 24 ),
		'customer'  => '17',
		'variant'   => '12-34',
		'minor'     => '1001',
		'decimals'  => '2',
		'currency'  => 'EUR',
		'most'      => 2,
		'until'     => time() + 600,
	);
	$open   = implode( '.', array( 'g1', $terms['offer'], $terms['admission'], base_convert( $terms['minor'], 10, 36 ), $terms['decimals'], base_convert( (string) $terms['most'], 10, 36 ), base_convert( (string) $terms['until'], 10, 36 ) ) );
	$signed = implode( "\n", array( 'gather-price', $open, $terms['customer'], $terms['variant'], $terms['currency'] ) );
	return $open . '.' . gather_base64url( substr( hash_hmac( 'sha256', $signed, SECRET, true ), 0, 16 ) );
}

function opened(): void {
	same( 'done', gather_open( 'offer', str_repeat( 'a', 16 ), '', 0, time() + 600 ) );
	same( 'done', gather_open( 'admission', str_repeat( 'b', 24 ), str_repeat( 'a', 16 ), 0, time() + 600 ) );
}

/** What one costs of a line in a cart with these quantities. */
function prices( string $token, int ...$quantities ): array {
	$lines = array();
	foreach ( $quantities as $quantity ) {
		$lines[] = array( 'product_id' => 12, 'variation_id' => 34, 'quantity' => $quantity, 'data' => new StandProduct( '34.50' ), 'gather_price_token' => $token );
	}
	do_action( 'woocommerce_before_calculate_totals', new StandCart( $lines ) );
	return array_map( static function ( $line ) { return $line['data']->get_price(); }, $lines );
}

function order( int $id, string $token, string $price = '10.01' ): StandOrder {
	$order = new StandOrder( $id );
	$item  = new StandMeta();
	do_action( 'woocommerce_checkout_create_order_line_item', $item, 'key', array( 'product_id' => 12, 'variation_id' => 34, 'data' => new StandProduct( $price ), 'gather_price_token' => $token ) );
	$order->items[] = $item;
	return $order;
}

function call( string $body, ?string $signature = null, ?int $at = null ): array {
	$timestamp = (string) ( $at ?? time() );
	$right     = base64_encode( hash_hmac( 'sha256', "gather-call\n$timestamp\n$body", SECRET, true ) );
	Stand::$user = 0;
	return stand_dispatch( 'POST', 'gather/v1/marks', array(), array( 'x_gather_timestamp' => $timestamp, 'x_gather_signature' => $signature ?? $right ), $body );
}

test( 'the price token that Gather signs is verified', static function () {
	$terms = gather_price_terms( PRICE_TOKEN, 17, '12-34', 'EUR', NOW );
	same( array( 'offer' => 'bf340fcf9ab68626', 'admission' => '3a7ce4d8e5707ac3aacdb073', 'price' => '10.01', 'most' => 2 ), $terms );
} );
test( 'a price token counts for nobody and nothing else', static function () {
	same( null, gather_price_terms( PRICE_TOKEN, 18, '12-34', 'EUR', NOW ) );
	same( null, gather_price_terms( PRICE_TOKEN, 0, '12-34', 'EUR', NOW ) );
	same( null, gather_price_terms( PRICE_TOKEN, 17, '12', 'EUR', NOW ) );
	same( null, gather_price_terms( PRICE_TOKEN, 17, '12-34', 'USD', NOW ) );
} );
test( 'a price token counts until it ends', static function () {
	$until = (int) base_convert( 'toyeo0', 36, 10 );
	same( true, null !== gather_price_terms( PRICE_TOKEN, 17, '12-34', 'EUR', $until - 1 ) );
	same( null, gather_price_terms( PRICE_TOKEN, 17, '12-34', 'EUR', $until ) );
} );
test( 'no character of a price token can be changed', static function () {
	for ( $i = 0; $i < strlen( PRICE_TOKEN ); $i++ ) {
		$changed = PRICE_TOKEN;
		$changed[ $i ] = 'x' === $changed[ $i ] ? 'y' : 'x';
		same( null, gather_price_terms( $changed, 17, '12-34', 'EUR', NOW ) );
	}
	same( null, gather_price_terms( PRICE_TOKEN . "\n", 17, '12-34', 'EUR', NOW ) );
} );
test( 'without a secret nothing counts', static function () {
	foreach ( array( '', 'too short', 'whsec_no base 64 at all!!!!!!' ) as $secret ) {
		Stand::$options = array( 'gather_secret' => $secret );
		stand_request();
		same( null, gather_price_terms( PRICE_TOKEN, 17, '12-34', 'EUR', NOW ) );
		same( false, gather_is_gathers_call( '1', '', '', 1 ) );
		same( 401, call( '{}' )[0] );
		Stand::$user = 17;
		same( 403, stand_dispatch( 'GET', 'gather/v1/customer-token', array(), array( 'x_wp_nonce' => wp_create_nonce( 'wp_rest' ) ), '' )[0] );
	}
} );
test( 'a secret of the Standard Webhooks form is read as base 64', static function () {
	Stand::$options = array( 'gather_secret' => 'whsec_' . base64_encode( SECRET ) );
	same( SECRET, gather_secret() );
} );
test( 'prices are decimals without floating point', static function () {
	same( '10.01', gather_decimal( '1001', 2 ) );
	same( '0.05', gather_decimal( '5', 2 ) );
	same( '1001', gather_decimal( '1001', 0 ) );
	same( '1.001', gather_decimal( '1001', 3 ) );
} );
test( 'the customer token is the one that Gather verifies', static function () {
	same( CUSTOMER_TOKEN, gather_customer_token( 17, NOW ) );
} );
test( 'a customer token is given to who is logged in, in a page of the site', static function () {
	$nonce = array( 'x_wp_nonce' => wp_create_nonce( 'wp_rest' ) );
	list( $status, $data ) = stand_dispatch( 'GET', 'gather/v1/customer-token', array(), $nonce, '' );
	same( 200, $status );
	same( 1, preg_match( '/^c1\.17\.[0-9a-z]+\.[A-Za-z0-9_-]{43}$/', $data['token'] ) );
	same( 403, stand_dispatch( 'GET', 'gather/v1/customer-token', array(), array(), '' )[0] );
	same( 403, stand_dispatch( 'GET', 'gather/v1/customer-token', array(), array( 'x_wp_nonce' => 'forged' ), '' )[0] );
	Stand::$user = 0;
	same( 401, stand_dispatch( 'GET', 'gather/v1/customer-token', array(), $nonce, '' )[0] );
} );
test( 'only Gather opens and closes', static function () {
	$body = '{"do":"open","kind":"offer","name":"' . str_repeat( 'a', 16 ) . '","offer":"","from":0,"until":2000000000}';
	same( 401, call( $body, 'forged' )[0] );
	same( 401, call( $body, null, time() - 301 )[0] );
	same( 401, call( $body, null, time() + 301 )[0] );
	same( array( 'mark' => 'done' ), call( $body )[1] );
	same( array( 'mark' => 'already' ), call( $body )[1] );
	same( 400, call( '{"do":"open","kind":"option","name":"' . str_repeat( 'a', 16 ) . '"}' )[0] );
	same( 400, call( '{"do":"open","kind":"offer","name":"siteurl"}' )[0] );
	same( 400, call( 'no json' )[0] );
} );
test( 'admissions are opened together, each with its own answer', static function () {
	opened();
	$admit = static fn ( string ...$admissions ) => call( '{"do":"admit","admissions":[' . implode( ',', $admissions ) . ']}' );
	$one   = static fn ( string $letter, string $offer ) => '{"name":"' . str_repeat( $letter, 24 ) . '","offer":"' . str_repeat( $offer, 16 ) . '","until":2000000000}';
	same( array( 'marks' => array( 'done', 'closed', 'done' ) ), $admit( $one( 'c', 'a' ), $one( 'd', 'e' ), $one( 'f', 'a' ) )[1] );
	same( array( 'marks' => array( 'already' ) ), $admit( $one( 'c', 'a' ) )[1] );
	same( 400, $admit( $one( 'c', 'a' ), '{"name":"siteurl","offer":"x"}' )[0] );
	same( 400, call( '{"do":"admit","admissions":"all"}' )[0] );
} );
test( 'what was closed stays closed', static function () {
	opened();
	same( 'done', gather_close( 'offer', str_repeat( 'a', 16 ), time() + 600 ) );
	same( 'already', gather_close( 'offer', str_repeat( 'a', 16 ), time() + 600 ) );
	same( 'closed', gather_open( 'offer', str_repeat( 'a', 16 ), '', 0, time() + 600 ) );
	same( 'closed', gather_open( 'admission', str_repeat( 'c', 24 ), str_repeat( 'a', 16 ), 0, time() + 600 ) );
	same( 'already', gather_close( 'admission', str_repeat( 'd', 24 ), time() + 600 ) );
	same( 'closed', gather_open( 'admission', str_repeat( 'd', 24 ), str_repeat( 'a', 16 ), 0, time() + 600 ) );
} );
test( 'of two requests that both saw an admission free one claims it', static function () {
	$used = 'gather_used_' . str_repeat( 'b', 24 );
	same( false, get_option( $used ) );
	same( true, gather_claim( str_repeat( 'b', 24 ), 1 ) );
	// The other request looked before the first one claimed.
	Stand::$cache = array( 'options' => array( 'notoptions' => array( $used => true ) ) );
	same( false, gather_claim( str_repeat( 'b', 24 ), 2 ) );
	same( 1, gather_claimed_by( str_repeat( 'b', 24 ) ) );
	Stand::$cache = array( 'options' => array( 'notoptions' => array( $used => true ) ) );
	same( true, gather_claim( str_repeat( 'b', 24 ), 1 ) );
	same( 1, get_option( $used )['order'] );
} );
test( 'a command to open that looked before it was closed does not open again', static function () {
	$name = 'gather_mark_offer_' . str_repeat( 'a', 16 );
	gather_close( 'offer', str_repeat( 'a', 16 ), time() + 600 );
	Stand::$cache = array( 'options' => array( 'notoptions' => array( $name => true ) ) );
	same( 'closed', gather_open( 'offer', str_repeat( 'a', 16 ), '', 0, time() + 600 ) );
	same( false, gather_is_open( 'offer', str_repeat( 'a', 16 ), null ) );
} );
test( 'a command to close that looked before it was opened closes', static function () {
	$name = 'gather_mark_offer_' . str_repeat( 'a', 16 );
	gather_open( 'offer', str_repeat( 'a', 16 ), '', 0, time() + 600 );
	Stand::$cache = array( 'options' => array( 'notoptions' => array( $name => true ) ) );
	same( 'done', gather_close( 'offer', str_repeat( 'a', 16 ), time() + 600 ) );
	same( false, Stand::$options[ $name ]['open'] );
} );
test( 'an admitted buyer pays the price of the token', static function () {
	opened();
	same( array( '10.01' ), prices( token(), 1 ) );
	same( array( '10.01' ), prices( token(), 2 ) );
} );
test( 'nobody else does', static function () {
	opened();
	Stand::$user = 18;
	same( array( '34.50' ), prices( token(), 1 ) );
	Stand::$user = 17;
	same( array( '34.50' ), prices( token( array( 'until' => time() ) ), 1 ) );
	same( array( '34.50' ), prices( 'g1.nonsense', 1 ) );
} );
test( 'beyond the quantity all pay full, also over several lines', static function () {
	opened();
	same( array( '34.50' ), prices( token(), 3 ) );
	same( array( '34.50', '34.50' ), prices( token(), 2, 1 ) );
	same( array( '10.01', '10.01' ), prices( token(), 1, 1 ) );
} );
test( 'an offer counts from its beginning to its end', static function () {
	gather_open( 'offer', str_repeat( 'a', 16 ), '', time() + 60, time() + 600 );
	gather_open( 'admission', str_repeat( 'b', 24 ), str_repeat( 'a', 16 ), 0, time() + 600 );
	same( array( '34.50' ), prices( token(), 1 ) );
	Stand::$options['gather_mark_offer_' . str_repeat( 'a', 16 )]['from'] = 0;
	same( array( '10.01' ), prices( token(), 1 ) );
	Stand::$options['gather_mark_offer_' . str_repeat( 'a', 16 )]['until'] = time();
	same( array( '34.50' ), prices( token(), 1 ) );
} );
test( 'what was taken back counts no more', static function () {
	opened();
	gather_close( 'admission', str_repeat( 'b', 24 ), time() + 600 );
	same( array( '34.50' ), prices( token(), 1 ) );
} );
test( 'where prices are entered without tax it is taken out of the price', static function () {
	opened();
	Stand::$included = false;
	$net = prices( token(), 1 )[0];
	same( '10.0100', number_format( $net * 1.19, 4 ) );
} );
test( 'of two orders with one admission one is placed', static function () {
	opened();
	$first  = order( 1, token() );
	$second = order( 2, token() );
	do_action( 'woocommerce_checkout_order_processed', 1, array(), $first );
	same( 'This group price is used or over. Please look at your cart again.', fails( static function () use ( $second ) {
		do_action( 'woocommerce_checkout_order_processed', 2, array(), $second );
	} ) );
	same( array( '34.50' ), prices( token(), 1 ) );
	do_action( 'woocommerce_checkout_order_processed', 1, array(), $first );
	foreach ( array( 'order_awaiting_payment', 'store_api_draft_order' ) as $name ) {
		$first->update_status( 'pending' );
		Stand::$session = array( $name => 1 );
		same( array( '10.01' ), prices( token(), 1 ) );
		Stand::$session = array( $name => 2 );
		same( array( '34.50' ), prices( token(), 1 ) );
	}
} );
test( 'an order that the session still names when it is finished is another order', static function () {
	opened();
	$first = order( 1, token() );
	same( array( 200, '' ), stand_store_checkout( $first ) );
	same( 1, Stand::$session['store_api_draft_order'] );
	foreach ( array( 'on-hold', 'processing', 'completed', 'refunded' ) as $finished ) {
		$first->update_status( $finished );
		same( array( '34.50' ), prices( token(), 1 ) );
	}
} );
test( 'a checkout of the Store API that comes too late is refused as a conflict and leaves no order behind', static function () {
	opened();
	$second = order( 2, token() );
	$second->update_status( 'checkout-draft' );
	same( array( 200, '' ), stand_store_checkout( order( 1, token() ) ) );
	same( array( 409, 'gather_price_used' ), stand_store_checkout( $second ) );
	same( 'checkout-draft', $second->get_status() );
	same( array( '34.50' ), prices( token(), 1 ) );
	same( false, $second->needs_payment() );
} );
test( 'an order that is refused gives back what it had used up before', static function () {
	opened();
	same( 'done', gather_open( 'admission', str_repeat( 'c', 24 ), str_repeat( 'a', 16 ), 0, time() + 600 ) );
	gather_claim( str_repeat( 'b', 24 ), 7 );
	$order          = order( 8, token( array( 'admission' => str_repeat( 'c', 24 ) ) ) );
	$order->items[] = order( 9, token() )->items[0];
	same( 409, stand_store_checkout( $order )[0] );
	same( 0, gather_claimed_by( str_repeat( 'c', 24 ) ) );
	same( 7, gather_claimed_by( str_repeat( 'b', 24 ) ) );
} );
test( 'an order whose price was set before another used it up is not placed', static function () {
	opened();
	$first = order( 1, token() );
	do_action( 'woocommerce_checkout_order_processed', 1, array(), $first );
	$late = order( 2, token() );
	fails( static function () use ( $late ) {
		do_action( 'woocommerce_store_api_checkout_order_processed', $late );
	} );
	$full = order( 3, token(), '34.50' );
	do_action( 'woocommerce_checkout_order_processed', 3, array(), $full );
	same( array(), $full->items[0]->meta );
} );
test( 'an order whose price was taken back before it was placed is not placed', static function () {
	opened();
	$order = order( 1, token() );
	gather_close( 'admission', str_repeat( 'b', 24 ), time() + 600 );
	fails( static function () use ( $order ) {
		do_action( 'woocommerce_checkout_order_processed', 1, array(), $order );
	} );
} );
test( 'an order that is refused cannot be paid later', static function () {
	foreach ( array( 'woocommerce_checkout_order_processed', 'woocommerce_store_api_checkout_order_processed' ) as $i => $hook ) {
		Stand::$options = array( 'gather_secret' => SECRET );
		opened();
		$first = order( 10 + $i, token() );
		do_action( 'woocommerce_checkout_order_processed', 10 + $i, array(), $first );
		$second = order( 20 + $i, token() );
		fails( static function () use ( $hook, $second ) {
			do_action( ...( 0 === strpos( $hook, 'woocommerce_store' ) ? array( $hook, $second ) : array( $hook, $second->get_id(), array(), $second ) ) );
		} );
		same( 0 === $i ? 'cancelled' : 'pending', $second->get_status() );
		same( 0 === $i ? 'cancelled' : 'pending', $second->pay() );
		same( 10 + $i, gather_claimed_by( str_repeat( 'b', 24 ) ) );
		same( 'processing', $first->pay() );
	}
} );
test( 'an order that failed is not paid any more when another one has its price', static function () {
	opened();
	$first = order( 31, token() );
	do_action( 'woocommerce_checkout_order_processed', 31, array(), $first );
	$first->update_status( 'failed' );
	$second = order( 32, token() );
	do_action( 'woocommerce_store_api_checkout_order_processed', $second );
	same( false, $first->needs_payment() );
	same( 'failed', $first->pay() );
	same( 'processing', $second->pay() );
} );
test( 'an order that failed claims its price again when it is paid', static function () {
	opened();
	$first = order( 41, token() );
	do_action( 'woocommerce_checkout_order_processed', 41, array(), $first );
	$first->update_status( 'failed' );
	same( 0, gather_claimed_by( str_repeat( 'b', 24 ) ) );
	same( 'processing', $first->pay() );
	same( 41, gather_claimed_by( str_repeat( 'b', 24 ) ) );
} );
test( 'an order whose price is over is neither paid nor given for nothing', static function () {
	opened();
	$first = order( 51, token() );
	do_action( 'woocommerce_checkout_order_processed', 51, array(), $first );
	$first->update_status( 'failed' );
	gather_close( 'offer', str_repeat( 'a', 16 ), time() + 600 );
	same( 'failed', $first->pay() );
	same( array( array( 'error', gather_used_text() ) ), Stand::$notices );
} );
test( 'a price that another order takes while one is being paid does not make that one free', static function () {
	opened();
	$first = order( 61, token() );
	same( true, $first->needs_payment() );
	gather_claim( str_repeat( 'b', 24 ), 62 );
	do_action( 'woocommerce_before_pay_action', $first );
	same( 'error', Stand::$notices[0][0] );
	same( true, $first->needs_payment() );
} );
test( 'an order that came to nothing gives its admission back', static function () {
	opened();
	$first = order( 1, token() );
	do_action( 'woocommerce_store_api_checkout_order_processed', $first );
	$second = order( 2, token() );
	do_action( 'woocommerce_order_status_failed', 2, $second );
	same( 1, gather_claimed_by( str_repeat( 'b', 24 ) ) );
	do_action( 'woocommerce_order_status_cancelled', 1, $first );
	same( array( '10.01' ), prices( token(), 1 ) );
} );
test( 'a token comes onto the line by the address or the Store API, if it has the form of one', static function () {
	$_REQUEST = array( 'gather_price_token' => token() );
	same( array( 'gather_price_token' => token() ), apply_filters( 'woocommerce_add_cart_item_data', array() ) );
	$_REQUEST = array( 'gather_price_token' => '<script>' );
	same( array(), apply_filters( 'woocommerce_add_cart_item_data', array() ) );
	$_REQUEST = array( 'gather_price_token' => array( 'a list' ) );
	same( array(), gather_with_token( array(), array( 'a list' ) ) );
	$added = apply_filters( 'woocommerce_store_api_add_to_cart_data', array( 'id' => 12 ), array( 'gather_price_token' => token() ) );
	same( token(), $added['cart_item_data']['gather_price_token'] );
} );
/** A request of somebody's to a page of the shop; with no address, to one that says nothing. */
function visit( int $user, array $address = array() ): void {
	Stand::$user = $user;
	$_GET        = $address;
	$_REQUEST    = $address;
	do_action( 'init' );
}

/** What an order is evidence of that is placed now. */
function evidence(): array {
	$order = new StandOrder( 1 );
	do_action( 'woocommerce_checkout_create_order', $order, array() );
	return $order->meta;
}

test( 'evidence goes from the address onto the order', static function () {
	$_COOKIE = array( 'gather_click' => 'a.b-c_d~1' );
	visit( 17, array( 'gather_participation' => 'p-1' ) );
	visit( 17 );
	same( array( 'gather_click' => 'a.b-c_d~1', 'gather_participation' => 'p-1' ), evidence() );
	visit( 17, array( 'gather_click' => '"><script>', 'gather_participation' => '"><script>' ) );
	same( 'p-1', evidence()['gather_participation'] );
	same( '', gather_evidence_of( array( 'gather_click' => '"><script>' ), 'gather_click' ) );
	same( '', gather_evidence_of( array( 'gather_click' => array( 'x' ) ), 'gather_click' ) );
	same( '', gather_evidence_of( array( 'gather_click' => str_repeat( 'x', 1001 ) ), 'gather_click' ) );
} );
test( 'a place is evidence for one order, in both checkouts', static function () {
	foreach ( array( array( 'woocommerce_checkout_order_processed', 1, array() ), array( 'woocommerce_store_api_checkout_order_processed' ) ) as $hook ) {
		$_COOKIE = array( 'gather_click' => 'c' );
		visit( 17, array( 'gather_participation' => 'p-1' ) );
		visit( 17 );
		same( 'p-1', evidence()['gather_participation'] );
		do_action( ...array_merge( $hook, array( new StandOrder( 1 ) ) ) );
		same( array( 'gather_click' => 'c' ), evidence() );
	}
} );
test( 'a place is not evidence for the next customer in the same browser', static function () {
	visit( 17, array( 'gather_participation' => 'p-1' ) );
	// Also where the session outlived the login, and in a cookie that somebody left.
	$_COOKIE = array( 'gather_participation' => 'p-1' );
	visit( 18 );
	same( array(), evidence() );
	visit( 0 );
	same( array(), evidence() );
	visit( 17 );
	same( array( 'gather_participation' => 'p-1' ), evidence() );
	visit( 18, array( 'gather_participation' => 'p-2' ) );
	same( array( 'gather_participation' => 'p-2' ), evidence() );
} );
test( 'a place that came before the login is that of the first who logs in', static function () {
	visit( 0, array( 'gather_participation' => 'p-1' ) );
	visit( 17 );
	same( array( 'gather_participation' => 'p-1' ), evidence() );
	visit( 18 );
	same( array(), evidence() );
} );
test( 'a place ends with its cart, and after a day', static function () {
	visit( 17, array( 'gather_participation' => 'p-1' ) );
	do_action( 'woocommerce_cart_emptied' );
	same( array( 'gather_participation' => 'p-1' ), evidence() );
	visit( 17 );
	do_action( 'woocommerce_cart_emptied' );
	same( array(), evidence() );
	visit( 17, array( 'gather_participation' => 'p-1' ) );
	same( true, abs( time() + 86400 - Stand::$session['gather_participation']['until'] ) <= 2 );
	Stand::$session['gather_participation']['until'] = time();
	same( array(), evidence() );
} );
test( 'the place of a price token goes with its line, for the customer of the token', static function () {
	visit( 17, array( 'gather_participation' => 'p-1', 'gather_price_token' => token() ) );
	$line = apply_filters( 'woocommerce_add_cart_item_data', array() );
	$line = $line + array( 'product_id' => 12, 'variation_id' => 34, 'data' => new StandProduct( '10.01' ) );
	$note = static function () use ( $line ) {
		$item = new StandMeta();
		do_action( 'woocommerce_checkout_create_order_line_item', $item, 'key', $line );
		$order        = new StandOrder( 1 );
		$order->items = array( $item );
		do_action( 'woocommerce_checkout_create_order', $order, array() );
		return $order->meta;
	};
	gather_end_place();
	same( array( 'gather_participation' => 'p-1' ), $note() );
	visit( 17, array( 'gather_participation' => 'p-2' ) );
	same( array( 'gather_participation' => 'p-1' ), $note() );
	Stand::$session = array();
	visit( 18 );
	same( array(), $note() );
} );
test( 'the Store API takes the place with the article', static function () {
	$line = apply_filters( 'woocommerce_store_api_add_to_cart_data', array( 'id' => 12 ), array( 'gather_price_token' => token(), 'gather_participation' => 'p-1' ) )['cart_item_data'];
	same( array( 'gather_price_token' => token(), '_gather_place' => 'p-1' ), $line );
	same( array( 'gather_participation' => 'p-1' ), evidence() );
} );
test( 'the first moment on hold is kept while the order stays authorized', static function () {
	$order = new StandOrder( 1 );
	do_action( 'woocommerce_order_status_on-hold', 1, $order );
	same( true, abs( time() - (int) $order->meta['_gather_authorized'] ) <= 2 );
	$order->meta['_gather_authorized'] = '5';
	do_action( 'woocommerce_order_status_on-hold', 1, $order );
	same( '5', $order->meta['_gather_authorized'] );
	foreach ( array( 'failed', 'pending' ) as $status ) {
		$order->meta['_gather_authorized'] = '5';
		do_action( 'woocommerce_order_status_' . $status, 1, $order );
		same( array(), $order->meta );
	}
	do_action( 'woocommerce_order_status_on-hold', 1, $order );
	same( true, abs( time() - (int) $order->meta['_gather_authorized'] ) <= 2 );
	do_action( 'woocommerce_order_status_processing', 1, $order );
	same( true, isset( $order->meta['_gather_authorized'] ) );
} );
test( 'on hold until money comes by hand is no authorization', static function () {
	foreach ( array( 'bacs', 'cheque', 'cod' ) as $method ) {
		$order         = new StandOrder( 1 );
		$order->method = $method;
		do_action( 'woocommerce_order_status_on-hold', 1, $order );
		same( array(), $order->meta );
	}
} );
/** What was sent to Gather by the end of a request. */
function told(): array {
	Stand::$sent = array();
	do_action( 'shutdown' );
	return array_map( static function ( $sent ) { return json_decode( $sent[1]['body'], true )['data']['orderId']; }, Stand::$sent );
}

test( 'Gather is told once of each order that changed in a request, signed, and is not waited for', static function () {
	told();
	Stand::$options['gather_hook'] = 'https://gather.example:9443/hooks/1';
	stand_request();
	$order = new StandOrder( 7 );
	$order->update_status( 'on-hold' );
	$order->save();
	do_action( 'shutdown' );
	same( 1, count( Stand::$sent ) );
	list( $url, $sent ) = Stand::$sent[0];
	same( 'https://gather.example:9443/hooks/1', $url );
	same( false, $sent['blocking'] );
	$head   = $sent['headers'];
	$signed = $head['webhook-id'] . '.' . $head['webhook-timestamp'] . '.' . $sent['body'];
	same( 'v1,' . base64_encode( hash_hmac( 'sha256', $signed, SECRET, true ) ), $head['webhook-signature'] );
	same( array( 'orderId' => '7' ), json_decode( $sent['body'], true )['data'] );
	same( array(), told() );
} );
test( 'Gather is told of a refund that was deleted, and of an order that goes to the bin or for good', static function () {
	told();
	Stand::$options['gather_hook'] = 'https://gather.example/hooks/1';
	stand_request();
	new StandOrder( 7 );
	foreach ( array( array( 'woocommerce_refund_deleted', 9, 7 ), array( 'wp_trash_post', 7 ), array( 'woocommerce_before_delete_order', 7 ) ) as $change ) {
		do_action( ...$change );
		same( array( '7' ), told() );
	}
	do_action( 'wp_trash_post', 8 );
	same( array(), told() );
} );
test( 'Gather is not told of carts, nor without an address', static function () {
	told();
	$order = new StandOrder( 7 );
	$order->save();
	same( array(), told() );
	Stand::$options['gather_hook'] = 'https://gather.example/hooks/1';
	stand_request();
	$order->update_status( 'checkout-draft' );
	same( array(), told() );
} );
test( 'a shop manager saves the settings', static function () {
	same( true, stand_save( 'gather', array( 'manage_woocommerce' ), array( 'gather_hook' => 'https://gather.example/hooks/1' ) ) );
	same( 'https://gather.example/hooks/1', get_option( 'gather_hook' ) );
	same( false, stand_save( 'gather', array( 'edit_posts' ), array( 'gather_hook' => '' ) ) );
} );
test( 'what ended long ago is forgotten', static function () {
	opened();
	gather_claim( str_repeat( 'b', 24 ), 1 );
	do_action( 'wp_scheduled_delete' );
	same( 4, count( Stand::$options ) );
	Stand::$options[ 'gather_mark_admission_' . str_repeat( 'b', 24 ) ]['until'] = time() - 86401;
	do_action( 'wp_scheduled_delete' );
	same( 3, count( Stand::$options ) );
	same( SECRET, get_option( 'gather_secret' ) );
} );
test( 'the link escapes what it is given', static function () {
	Stand::$options['gather_url'] = 'https://gather.example';
	Stand::$options['gather_key'] = '"><script>alert(1)</script>';
	$html = Stand::$codes['gather_team']( array( 'team' => '"><img src=x>', 'text' => '<b>Join & win</b>' ) );
	same( false, strpos( $html, '<script>' ) );
	same( false, strpos( $html, '<img' ) );
	same( false, strpos( $html, '<b>' ) );
	same( true, false !== strpos( $html, 'data-gather="https://gather.example"' ) );
	same( true, false !== strpos( $html, 'data-home="https://shop.example/tea/"' ) );
	Stand::$options['gather_url'] = 'javascript:alert(1)';
	stand_request();
	same( false, strpos( Stand::$codes['gather_team']( array( 'team' => 't' ) ), 'javascript:' ) );
	same( '', Stand::$codes['gather_team']( array() ) );
} );
test( 'the settings page never shows the secret', static function () {
	ob_start();
	gather_show_settings();
	$html = ob_get_clean();
	same( false, strpos( $html, SECRET ) );
	same( true, false !== strpos( $html, 'A secret is set.' ) );
	same( SECRET, gather_clean_secret( '' ) );
	same( SECRET, gather_clean_secret( 'short' ) );
	same( 'another-secret-of-enough-chars', gather_clean_secret( ' another-secret-of-enough-chars ' ) );
} );

exit( $failed > 0 ? 1 : 0 );
