<?php
/**
 * The settings page, below WooCommerce in the menu. With GATHER_SECRET in wp-config.php the secret is not asked for.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

add_action( 'admin_menu', 'gather_add_settings_page' );
add_action( 'admin_init', 'gather_register_settings' );
add_filter( 'option_page_capability_gather', 'gather_settings_capability' );

/** Who may save the page: shop managers too, who see it. WordPress asks for manage_options unless told otherwise. */
function gather_settings_capability(): string {
	return 'manage_woocommerce';
}

/** Adds the page. */
function gather_add_settings_page(): void {
	add_submenu_page( 'woocommerce', 'Gather', 'Gather', 'manage_woocommerce', 'gather', 'gather_show_settings' );
}

/** Registers what can be saved. */
function gather_register_settings(): void {
	register_setting( 'gather', 'gather_secret', array( 'sanitize_callback' => 'gather_clean_secret' ) );
	register_setting( 'gather', 'gather_url', array( 'sanitize_callback' => 'esc_url_raw' ) );
	register_setting( 'gather', 'gather_hook', array( 'sanitize_callback' => 'esc_url_raw' ) );
	register_setting( 'gather', 'gather_key', array( 'sanitize_callback' => 'sanitize_text_field' ) );
}

/** An empty field keeps the secret that is there: it is never shown. */
function gather_clean_secret( $entered ): string {
	$secret = trim( sanitize_text_field( (string) $entered ) );
	if ( '' !== $secret && strlen( $secret ) < 24 ) {
		add_settings_error( 'gather_secret', 'gather_secret', __( 'The secret needs at least 24 characters.', 'gather' ) );
		$secret = '';
	}
	return '' === $secret ? (string) get_option( 'gather_secret', '' ) : $secret;
}

/** Shows the page. */
function gather_show_settings(): void {
	if ( ! current_user_can( 'manage_woocommerce' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>Gather</h1><form method="post" action="options.php">';
	settings_fields( 'gather' );
	settings_errors( 'gather_secret' );
	echo '<p>' . esc_html(
		'' === gather_secret()
			? __( 'Enter the secret that you also give Gather as pluginSecret.', 'gather' )
			: __( 'A secret is set.', 'gather' )
	) . '</p>';
	if ( ! defined( 'GATHER_SECRET' ) ) {
		gather_show_field( 'gather_secret', __( 'Secret', 'gather' ), 'password', '' );
	}
	gather_show_field( 'gather_url', __( 'Address of Gather', 'gather' ), 'url', (string) get_option( 'gather_url', '' ) );
	gather_show_field( 'gather_key', __( 'Publishable key', 'gather' ), 'text', (string) get_option( 'gather_key', '' ) );
	gather_show_field( 'gather_hook', __( 'Address for notifications (hookUrl, which Gather shows for the store)', 'gather' ), 'url', (string) get_option( 'gather_hook', '' ) );
	submit_button();
	echo '</form></div>';
}

/** Shows one field. */
function gather_show_field( string $name, string $label, string $type, string $value ): void {
	printf(
		'<p><label for="%1$s">%2$s</label><br><input id="%1$s" name="%1$s" type="%3$s" value="%4$s" class="regular-text" autocomplete="off"></p>',
		esc_attr( $name ),
		esc_html( $label ),
		esc_attr( $type ),
		esc_attr( $value )
	);
}
