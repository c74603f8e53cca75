<?php
/**
 * Plugin Name: Gather
 * Description: Community selling beside this shop: signs who is logged in, carries evidence of group links onto orders, and gives admitted buyers their group price.
 * Version: 1.0.0
 * Requires at least: 5.8
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * License: Apache-2.0
 * Text Domain: gather
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/signing.php';
require_once __DIR__ . '/includes/marks.php';
require_once __DIR__ . '/includes/rest.php';
require_once __DIR__ . '/includes/prices.php';
require_once __DIR__ . '/includes/evidence.php';
require_once __DIR__ . '/includes/notify.php';
require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/link.php';

// WooCommerce keeps orders in tables of their own since version 8; orders are only touched through its functions here.
add_action(
	'before_woocommerce_init',
	static function () {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', __FILE__, true );
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', __FILE__, true );
		}
	}
);
