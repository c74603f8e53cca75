<?php
/**
 * Small stand-ins for what the plugin calls of WordPress and WooCommerce: enough to run it for real without either.
 */

define( 'ABSPATH', __DIR__ );

final class Stand {
	public static array $options  = array();
	public static array $cache    = array();
	public static array $hooks    = array();
	public static array $routes   = array();
	public static array $codes    = array();
	public static array $orders   = array();
	public static array $notices  = array();
	public static array $cookies  = array();
	public static array $scripts  = array();
	public static int $user       = 0;
	public static ?int $now       = null;
	public static string $currency = 'EUR';
	public static bool $taxed     = true;
	public static bool $included  = true;
	public static float $percent  = 0.0;
	public static array $session  = array();
	public static array $sent     = array();
	public static bool $network   = false;
	public static array $settings = array();
}

function add_action( $hook, $callback, $priority = 10, $arguments = 1 ) {
	Stand::$hooks[ $hook ][ $priority ][] = array( $callback, $arguments );
	ksort( Stand::$hooks[ $hook ] );
}
function add_filter( $hook, $callback, $priority = 10, $arguments = 1 ) {
	add_action( $hook, $callback, $priority, $arguments );
}
function wc_format_decimal( $number, $dp = false ) {
	return false === $dp ? (string) $number : number_format( (float) $number, (int) $dp, '.', '' );
}
function do_action( $hook, ...$given ) {
	foreach ( Stand::$hooks[ $hook ] ?? array() as $callbacks ) {
		foreach ( $callbacks as list( $callback, $arguments ) ) {
			$callback( ...array_slice( $given, 0, $arguments ) );
		}
	}
}
function apply_filters( $hook, $value, ...$given ) {
	foreach ( Stand::$hooks[ $hook ] ?? array() as $callbacks ) {
		foreach ( $callbacks as list( $callback, $arguments ) ) {
			$value = $callback( ...array_slice( array_merge( array( $value ), $given ), 0, $arguments ) );
		}
	}
	return $value;
}

/** A new request: WordPress's cache of options is that of one request. */
function stand_request(): void {
	Stand::$cache = array();
}
function wp_cache_get( $key, $group = '' ) {
	return Stand::$cache[ $group ][ $key ] ?? false;
}
function wp_cache_set( $key, $value, $group = '' ) {
	Stand::$cache[ $group ][ $key ] = $value;
	return true;
}
function wp_cache_delete( $key, $group = '' ) {
	$there = isset( Stand::$cache[ $group ][ $key ] );
	unset( Stand::$cache[ $group ][ $key ] );
	return $there;
}
function maybe_unserialize( $value ) {
	return is_string( $value ) && preg_match( '/^[abdisO]:/', $value ) ? unserialize( $value ) : $value;
}
/** What was not there when it was looked for is not looked for again. */
function get_option( $name, $default = false ) {
	if ( isset( Stand::$cache['options']['notoptions'][ $name ] ) ) {
		return $default;
	}
	if ( ! isset( Stand::$cache['options'][ $name ] ) ) {
		if ( ! array_key_exists( $name, Stand::$options ) ) {
			Stand::$cache['options']['notoptions'][ $name ] = true;
			return $default;
		}
		Stand::$cache['options'][ $name ] = Stand::$options[ $name ];
	}
	return Stand::$cache['options'][ $name ];
}
/** As WordPress's: the name is not looked for if it is known as missing, and then INSERT ... ON DUPLICATE KEY UPDATE, true if a row changed. */
function add_option( $name, $value, $deprecated = '', $autoload = 'yes' ) {
	if ( ! isset( Stand::$cache['options']['notoptions'][ $name ] ) && false !== get_option( $name ) ) {
		return false;
	}
	if ( array_key_exists( $name, Stand::$options ) && Stand::$options[ $name ] === $value ) {
		return false;
	}
	Stand::$options[ $name ]          = $value;
	Stand::$cache['options'][ $name ] = $value;
	unset( Stand::$cache['options']['notoptions'][ $name ] );
	return true;
}
/** As WordPress's: what is the same already is not written, what is missing is added. */
function update_option( $name, $value, $autoload = null ) {
	$before = get_option( $name );
	if ( $before === $value ) {
		return false;
	}
	if ( false === $before ) {
		return add_option( $name, $value, '', $autoload );
	}
	if ( ! array_key_exists( $name, Stand::$options ) ) {
		return false;
	}
	Stand::$options[ $name ]          = $value;
	Stand::$cache['options'][ $name ] = $value;
	return true;
}
function delete_option( $name ) {
	if ( ! array_key_exists( $name, Stand::$options ) ) {
		return false;
	}
	unset( Stand::$options[ $name ], Stand::$cache['options'][ $name ] );
	Stand::$cache['options']['notoptions'][ $name ] = true;
	return true;
}

function get_current_user_id() {
	return Stand::$user;
}
function is_user_logged_in() {
	return Stand::$user > 0;
}
function current_user_can( $right ) {
	return Stand::$user > 0;
}
function wp_create_nonce( $action ) {
	return hash( 'sha256', 'nonce ' . Stand::$user . ' ' . $action );
}
function wp_verify_nonce( $nonce, $action ) {
	return hash_equals( wp_create_nonce( $action ), $nonce ) ? 1 : false;
}

function wp_unslash( $value ) {
	return stripslashes( $value );
}
function sanitize_text_field( $value ) {
	return trim( strip_tags( $value ) );
}
function esc_html( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}
function esc_attr( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}
function esc_url( $url ) {
	return preg_match( '#^(https?://|/)#', $url ) ? htmlspecialchars( $url, ENT_QUOTES ) : '';
}
function esc_url_raw( $url ) {
	return preg_match( '#^https?://#', $url ) ? $url : '';
}
function __( $text, $domain = '' ) {
	return $text;
}
function esc_html__( $text, $domain = '' ) {
	return esc_html( $text );
}

function register_rest_route( $namespace, $route, $options ) {
	Stand::$routes[ $options['methods'] . ' ' . $namespace . $route ] = $options;
}
function __return_true() {
	return true;
}
class WP_REST_Request implements ArrayAccess {
	private $parameters;
	private $headers;
	private $body;
	public function __construct( array $parameters = array(), array $headers = array(), string $body = '' ) {
		$this->parameters = $parameters;
		$this->headers    = $headers;
		$this->body       = $body;
	}
	public function get_param( $name ) {
		return $this->parameters[ $name ] ?? null;
	}
	public function get_header( $name ) {
		return $this->headers[ str_replace( '-', '_', strtolower( $name ) ) ] ?? null;
	}
	public function get_body() {
		return $this->body;
	}
	#[ReturnTypeWillChange]
	public function offsetExists( $name ) {
		return isset( $this->parameters[ $name ] );
	}
	#[ReturnTypeWillChange]
	public function offsetGet( $name ) {
		return $this->parameters[ $name ] ?? null;
	}
	#[ReturnTypeWillChange]
	public function offsetSet( $name, $value ) {
		$this->parameters[ $name ] = $value;
	}
	#[ReturnTypeWillChange]
	public function offsetUnset( $name ) {
		unset( $this->parameters[ $name ] );
	}
}
class WP_REST_Response {
	public $data;
	public $headers = array();
	public function __construct( $data ) {
		$this->data = $data;
	}
	public function header( $name, $value ) {
		$this->headers[ $name ] = $value;
	}
}
class WP_Error {
	public $code;
	public $message;
	public $data;
	public function __construct( $code, $message, $data = array() ) {
		$this->code    = $code;
		$this->message = $message;
		$this->data    = $data;
	}
}
/** As WordPress answers a route: status and data. */
function stand_dispatch( string $method, string $path, array $parameters, array $headers, string $body ): array {
	$route = Stand::$routes[ $method . ' ' . $path ] ?? null;
	if ( null === $route ) {
		return array( 404, array( 'code' => 'rest_no_route', 'message' => 'No route was found.', 'data' => array( 'status' => 404 ) ) );
	}
	$request = new WP_REST_Request( $parameters, $headers, $body );
	if ( ! $route['permission_callback']( $request ) ) {
		$status = Stand::$user > 0 ? 403 : 401;
		return array( $status, array( 'code' => 'rest_forbidden', 'message' => 'Sorry, you are not allowed to do that.', 'data' => array( 'status' => $status ) ) );
	}
	$answer = $route['callback']( $request );
	if ( $answer instanceof WP_Error ) {
		return array( $answer->data['status'], array( 'code' => $answer->code, 'message' => $answer->message, 'data' => $answer->data ) );
	}
	return array( 200, $answer->data );
}

function add_submenu_page( ...$given ) {
}
function register_setting( $group, $name, $arguments = array() ) {
	Stand::$settings[ $group ][] = $name;
}
/** Saves a settings page as options.php does; whether it may be saved by who has these rights. */
function stand_save( string $group, array $rights, array $values ): bool {
	if ( ! in_array( apply_filters( 'option_page_capability_' . $group, 'manage_options' ), $rights, true ) ) {
		return false;
	}
	do_action( 'admin_init' );
	foreach ( $values as $name => $value ) {
		if ( in_array( $name, Stand::$settings[ $group ], true ) ) {
			update_option( $name, $value );
		}
	}
	return true;
}
function settings_fields( $group ) {
	echo '<input type="hidden" name="option_page" value="' . esc_attr( $group ) . '">';
}
function settings_errors( $name ) {
}
function add_settings_error( ...$given ) {
}
function submit_button() {
	echo '<button>Save</button>';
}
function add_shortcode( $name, $callback ) {
	Stand::$codes[ $name ] = $callback;
}
function shortcode_atts( $defaults, $given, $name = '' ) {
	return array_merge( $defaults, array_intersect_key( $given, $defaults ) );
}
function get_the_ID() {
	return 12;
}
function get_permalink() {
	return 'https://shop.example/product/tea/';
}
function wp_login_url( $back ) {
	return 'https://shop.example/wp-login.php?redirect_to=' . rawurlencode( $back );
}
function home_url( $path = '' ) {
	return 'https://shop.example/tea' . $path;
}
function rest_url( $path ) {
	return 'https://shop.example/wp-json/' . $path;
}
function plugins_url( $path, $file ) {
	return 'https://shop.example/wp-content/plugins/gather/' . $path;
}
function wp_enqueue_script( $handle, ...$given ) {
	Stand::$scripts[] = $handle;
}
function is_ssl() {
	return false;
}

function wp_json_encode( $data ) {
	return json_encode( $data );
}
function wp_generate_uuid4() {
	return bin2hex( random_bytes( 16 ) );
}
function get_post_type( $id ) {
	return isset( Stand::$orders[ $id ] ) ? 'shop_order' : 'post';
}
/** As WordPress's: an answer that is not waited for says nothing, not even that nobody was there. */
function wp_remote_post( $url, $arguments ) {
	Stand::$sent[] = array( $url, $arguments );
	if ( Stand::$network ) {
		$headers = '';
		foreach ( $arguments['headers'] as $name => $value ) {
			$headers .= "$name: $value\r\n";
		}
		@file_get_contents( $url, false, stream_context_create( array( 'http' => array( 'method' => 'POST', 'header' => $headers, 'content' => $arguments['body'], 'timeout' => $arguments['timeout'], 'ignore_errors' => true ) ) ) );
	}
	return array();
}

function get_woocommerce_currency() {
	return Stand::$currency;
}
function wc_tax_enabled() {
	return Stand::$taxed;
}
function wc_prices_include_tax() {
	return Stand::$included;
}
final class WC_Tax {
	public static function get_rates( $class ) {
		return array( 1 => Stand::$percent );
	}
	public static function calc_inclusive_tax( $price, $rates ) {
		return array( 1 => $price - $price / ( 1 + $rates[1] / 100 ) );
	}
}
final class StandSession {
	public function get( $name ) {
		return Stand::$session[ $name ] ?? null;
	}
	public function set( $name, $value ) {
		Stand::$session[ $name ] = $value;
	}
}
final class StandShop {
	public $session;
	public function __construct() {
		$this->session = new StandSession();
	}
}
function WC() {
	return new StandShop();
}
class StandProduct {
	private $price;
	public function __construct( $price ) {
		$this->price = $price;
	}
	public function set_price( $price ) {
		$this->price = $price;
	}
	public function get_price() {
		return $this->price;
	}
	public function is_taxable() {
		return true;
	}
	public function get_tax_class() {
		return '';
	}
}
class StandCart {
	private $lines;
	public function __construct( array $lines ) {
		$this->lines = $lines;
	}
	public function get_cart() {
		return $this->lines;
	}
}
class StandMeta {
	public array $meta = array();
	public function add_meta_data( $key, $value, $unique = false ) {
		$this->meta[ $key ] = $value;
	}
	public function update_meta_data( $key, $value ) {
		$this->meta[ $key ] = $value;
	}
	public function delete_meta_data( $key ) {
		unset( $this->meta[ $key ] );
	}
	public function get_meta( $key ) {
		return $this->meta[ $key ] ?? '';
	}
}
class StandOrder extends StandMeta {
	public array $items = array();
	private $id;
	private $status = 'pending';
	public string $method = 'stripe';
	public function __construct( int $id ) {
		$this->id            = $id;
		Stand::$orders[ $id ] = $this;
	}
	public function get_id() {
		return $this->id;
	}
	public function get_items() {
		return $this->items;
	}
	public function save() {
		do_action( 'woocommerce_update_order', $this->id, $this );
	}
	public function get_payment_method() {
		return $this->method;
	}
	public function get_status() {
		return $this->status;
	}
	/** As WooCommerce's: the hook of a status is called when an order comes to it. */
	public function update_status( $status ) {
		if ( $this->status !== $status ) {
			$this->status = $status;
			do_action( 'woocommerce_update_order', $this->id, $this );
			do_action( 'woocommerce_order_status_' . $status, $this->id, $this );
		}
	}
	public function needs_payment() {
		return apply_filters( 'woocommerce_order_needs_payment', in_array( $this->status, array( 'pending', 'failed' ), true ), $this );
	}
	/** Pays as the page "Pay for order" does: what comes out is the order's status. */
	public function pay(): string {
		if ( $this->needs_payment() ) {
			do_action( 'woocommerce_before_pay_action', $this );
			if ( ! $this->needs_payment() || array() === Stand::$notices ) {
				$this->update_status( 'processing' );
			}
		}
		return $this->status;
	}
}
function wc_add_notice( $text, $type = 'success' ) {
	Stand::$notices[] = array( $type, $text );
}
function wc_get_order( $id ) {
	return Stand::$orders[ $id ] ?? false;
}

/** The Store API answers this exception as it says, and any other with 500. */
final class StandRouteException extends Exception {
	public $error_code;
	public function __construct( $error_code, $message, $http_status_code = 400, $additional_data = array() ) {
		$this->error_code = $error_code;
		parent::__construct( $message, $http_status_code );
	}
	public function getErrorCode() {
		return $this->error_code;
	}
}
class_alias( 'StandRouteException', 'Automattic\WooCommerce\StoreApi\Exceptions\RouteException' );

/** Places an order as the Store API's checkout does with the order that it keeps in the session; what it answers. */
function stand_store_checkout( StandOrder $order ): array {
	WC()->session->set( 'store_api_draft_order', $order->get_id() );
	try {
		do_action( 'woocommerce_store_api_checkout_order_processed', $order );
	} catch ( StandRouteException $refused ) {
		return array( $refused->getCode(), $refused->getErrorCode() );
	} catch ( Exception $unknown ) {
		return array( 500, 'woocommerce_rest_unknown_server_error' );
	}
	$order->update_status( 'on-hold' );
	do_action( 'woocommerce_cart_emptied' );
	return array( 200, '' );
}

/** The database, as far as the plugin asks it: options by their name or its beginning. It knows nothing of caches. */
final class StandDatabase {
	public $options = 'wp_options';
	public function esc_like( $text ) {
		return addcslashes( $text, '_%\\' );
	}
	public function prepare( $sql, ...$values ) {
		return array( $sql, $values );
	}
	public function query( $prepared ) {
		list( $sql, $values ) = $prepared;
		$name                 = $values[0];
		$there                = array_key_exists( $name, Stand::$options );
		if ( 0 === strpos( $sql, 'INSERT IGNORE INTO wp_options ' ) ) {
			if ( $there ) {
				return 0;
			}
			Stand::$options[ $name ] = maybe_unserialize( $values[1] );
			return 1;
		}
		if ( 'DELETE FROM wp_options WHERE option_name = %s AND option_value = %s' === $sql ) {
			if ( ! $there || serialize( Stand::$options[ $name ] ) !== $values[1] ) {
				return 0;
			}
			unset( Stand::$options[ $name ] );
			return 1;
		}
		throw new Exception( "Not understood: $sql" );
	}
	public function get_var( $prepared ) {
		if ( 'SELECT option_value FROM wp_options WHERE option_name = %s' !== $prepared[0] ) {
			throw new Exception( "Not understood: $prepared[0]" );
		}
		$value = Stand::$options[ $prepared[1][0] ] ?? null;
		return is_array( $value ) ? serialize( $value ) : $value;
	}
	public function get_col( $prepared ) {
		$found = array();
		foreach ( array_keys( Stand::$options ) as $name ) {
			foreach ( $prepared[1] as $like ) {
				$beginning = stripslashes( rtrim( $like, '%' ) );
				if ( 0 === strpos( $name, $beginning ) ) {
					$found[] = $name;
				}
			}
		}
		return $found;
	}
}
$wpdb = new StandDatabase();

require __DIR__ . '/../gather/gather.php';
do_action( 'rest_api_init' );
