<?php
/**
 * Plugin Name: Gather test gateway
 * Description: A payment method for running Gather's adapter contracts against a shop. It moves no money. Never activate it in a shop that sells.
 * Version: 1.0.0
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * License: Apache-2.0
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** What this gateway took of an order, and how often it took money. */
const GATHER_TEST_TAKEN    = '_gather_test_taken';
const GATHER_TEST_CAPTURES = '_gather_test_captures';

add_action( 'plugins_loaded', 'gather_test_define', 20 );
add_filter( 'woocommerce_payment_gateways', 'gather_test_register' );
// An order on hold is authorized, and taken when it moves on; one that is placed as paid is taken at once.
add_action( 'woocommerce_order_status_processing', 'gather_test_take', 5, 2 );
add_action( 'woocommerce_order_status_completed', 'gather_test_take', 5, 2 );

/** Defines the gateway once WooCommerce is there. */
function gather_test_define(): void {
	if ( ! class_exists( 'WC_Payment_Gateway' ) ) {
		return;
	}
	/** Authorizes every payment and gives back whatever it is asked for. */
	class Gather_Test_Gateway extends WC_Payment_Gateway {
		public function __construct() {
			$this->id           = 'gather_test';
			$this->method_title = 'Gather test gateway';
			$this->title        = 'Test';
			$this->enabled      = 'yes';
			$this->supports     = array( 'products', 'refunds' );
		}
		public function process_payment( $order_id ) {
			$order = wc_get_order( $order_id );
			$order->set_transaction_id( wp_generate_uuid4() );
			$order->update_status( 'on-hold' );
			WC()->cart->empty_cart();
			return array(
				'result'   => 'success',
				'redirect' => $this->get_return_url( $order ),
			);
		}
		public function process_refund( $order_id, $amount = null, $reason = '' ) {
			return true;
		}
	}
}

/** Makes the gateway known. */
function gather_test_register( array $gateways ): array {
	$gateways[] = 'Gather_Test_Gateway';
	return $gateways;
}

/** Takes an order's total, once. */
function gather_test_take( $order_id, $order = null ): void {
	$order = $order ? $order : wc_get_order( $order_id );
	if ( $order && 'gather_test' === $order->get_payment_method() && '' === (string) $order->get_meta( GATHER_TEST_TAKEN ) ) {
		$order->update_meta_data( GATHER_TEST_TAKEN, (string) $order->get_total() );
		$order->update_meta_data( GATHER_TEST_CAPTURES, '1' );
		$order->save();
	}
}
