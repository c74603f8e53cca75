<?php
/**
 * The "join the team" link: [gather_team team="..."] or [gather_team campaign="..." product="12"] in a page or a product's description.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

add_shortcode( 'gather_team', 'gather_show_team' );

/** What the shortcode becomes; the script fills in the progress. */
function gather_show_team( $attributes ): string {
	$given = shortcode_atts(
		array(
			'team'     => '',
			'campaign' => '',
			'product'  => (string) get_the_ID(),
			'text'     => __( 'Join the team', 'gather' ),
		),
		is_array( $attributes ) ? $attributes : array(),
		'gather_team'
	);
	$url   = (string) get_option( 'gather_url', '' );
	if ( '' === $url || ( '' === $given['team'] && '' === $given['campaign'] ) ) {
		return '';
	}
	wp_enqueue_script( 'gather', plugins_url( '../storefront.js', __FILE__ ), array(), '1.0.0', true );
	return sprintf(
		'<div class="gather-team" data-gather="%s" data-key="%s" data-token-url="%s" data-nonce="%s" data-team="%s" data-campaign="%s" data-product="%s" data-home="%s" data-login="%s">'
			. '<p class="gather-progress" aria-live="polite"></p><a class="button" href="#" role="button">%s</a></div>',
		esc_url( $url ),
		esc_attr( (string) get_option( 'gather_key', '' ) ),
		esc_url( rest_url( 'gather/v1/customer-token' ) ),
		esc_attr( is_user_logged_in() ? wp_create_nonce( 'wp_rest' ) : '' ),
		esc_attr( $given['team'] ),
		esc_attr( $given['campaign'] ),
		esc_attr( $given['product'] ),
		esc_url( home_url( '/' ) ),
		esc_url( wp_login_url( (string) get_permalink() ) ),
		esc_html( $given['text'] )
	);
}
