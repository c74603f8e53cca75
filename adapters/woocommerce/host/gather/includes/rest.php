<?php
/**
 * What Gather and the storefront ask of this site, under /wp-json/gather/v1.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

add_action( 'rest_api_init', 'gather_register_routes' );

/** Registers the routes. Each proves by itself who may call it. */
function gather_register_routes(): void {
	register_rest_route(
		'gather/v1',
		'/host',
		array(
			'methods'             => 'GET',
			'callback'            => 'gather_route_host',
			'permission_callback' => '__return_true',
		)
	);
	register_rest_route(
		'gather/v1',
		'/customer-token',
		array(
			'methods'             => 'GET',
			'callback'            => 'gather_route_customer_token',
			'permission_callback' => 'gather_is_customer',
		)
	);
	register_rest_route(
		'gather/v1',
		'/marks',
		array(
			'methods'             => 'POST',
			'callback'            => 'gather_route_marks',
			'permission_callback' => 'gather_is_gather',
		)
	);
}

/** Proves that this site has the secret, without telling it. */
function gather_route_host( WP_REST_Request $request ) {
	$challenge = (string) $request->get_param( 'challenge' );
	if ( '' === gather_secret() || ! preg_match( '/^[0-9a-z]{8,64}$/D', $challenge ) ) {
		return new WP_Error( 'gather_not_ready', 'Gather has no secret here, or the challenge is none.', array( 'status' => 400 ) );
	}
	return gather_uncached(
		array(
			'version' => 1,
			'proof'   => gather_base64url( gather_sign( "gather-probe\n" . $challenge ) ),
		)
	);
}

/** Only a customer who is logged in, in a page of this site: WordPress checks the cookie, the nonce shows that no other site asks. */
function gather_is_customer( WP_REST_Request $request ): bool {
	return '' !== gather_secret()
		&& get_current_user_id() > 0
		&& (bool) wp_verify_nonce( (string) $request->get_header( 'x_wp_nonce' ), 'wp_rest' );
}

/** Says to Gather who is logged in. */
function gather_route_customer_token() {
	return gather_uncached( array( 'token' => gather_customer_token( get_current_user_id(), time() ) ) );
}

/** Only Gather. */
function gather_is_gather( WP_REST_Request $request ): bool {
	return gather_is_gathers_call(
		(string) $request->get_header( 'x_gather_timestamp' ),
		(string) $request->get_header( 'x_gather_signature' ),
		$request->get_body(),
		time()
	);
}

/** Opens and closes offers and admissions. */
function gather_route_marks( WP_REST_Request $request ) {
	$asked = json_decode( $request->get_body(), true );
	$kind  = is_array( $asked ) && isset( $asked['kind'] ) ? $asked['kind'] : '';
	$name  = is_array( $asked ) && isset( $asked['name'] ) ? (string) $asked['name'] : '';
	$offer = is_array( $asked ) && isset( $asked['offer'] ) ? (string) $asked['offer'] : '';
	if ( ! in_array( $kind, array( 'offer', 'admission' ), true ) || ! preg_match( '/^[0-9a-f]{16,24}$/D', $name )
		|| ! preg_match( '/^([0-9a-f]{16})?$/D', $offer ) ) {
		return new WP_Error( 'gather_bad_mark', 'Not a mark of Gather.', array( 'status' => 400 ) );
	}
	$until = isset( $asked['until'] ) ? (int) $asked['until'] : 0;
	$mark  = 'open' === ( $asked['do'] ?? '' )
		? gather_open( $kind, $name, $offer, (int) ( $asked['from'] ?? 0 ), $until )
		: gather_close( $kind, $name, $until );
	return gather_uncached( array( 'mark' => $mark ) );
}

/** An answer that no cache may keep. */
function gather_uncached( array $data ) {
	$response = new WP_REST_Response( $data );
	$response->header( 'Cache-Control', 'no-store' );
	return $response;
}
