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

/** Opens and closes offers, and closes admissions; opens up to 100 admissions at once. */
function gather_route_marks( WP_REST_Request $request ) {
	$asked = json_decode( $request->get_body(), true );
	$asked = is_array( $asked ) ? $asked : array();
	if ( 'admit' === ( $asked['do'] ?? '' ) ) {
		return gather_admit_all( $asked['admissions'] ?? null );
	}
	$kind = $asked['kind'] ?? '';
	if ( ! in_array( $kind, array( 'offer', 'admission' ), true ) || ! gather_is_mark_name( $asked['name'] ?? null ) ) {
		return gather_bad_mark();
	}
	$until = (int) ( $asked['until'] ?? 0 );
	if ( 'open' !== ( $asked['do'] ?? '' ) ) {
		return gather_uncached( array( 'mark' => gather_close( $kind, $asked['name'], $until ) ) );
	}
	return 'offer' === $kind
		? gather_uncached( array( 'mark' => gather_open( $kind, $asked['name'], '', (int) ( $asked['from'] ?? 0 ), $until ) ) )
		: gather_bad_mark();
}

/** Opens admissions, one after the other; answers for each, or refuses all if one is none of Gather's. */
function gather_admit_all( $admissions ) {
	if ( ! is_array( $admissions ) || count( $admissions ) > 100 ) {
		return gather_bad_mark();
	}
	foreach ( $admissions as $admission ) {
		if ( ! is_array( $admission ) || ! gather_is_mark_name( $admission['name'] ?? null ) || ! gather_is_mark_name( $admission['offer'] ?? null ) ) {
			return gather_bad_mark();
		}
	}
	$marks = array();
	foreach ( $admissions as $admission ) {
		$marks[] = gather_open( 'admission', $admission['name'], $admission['offer'], 0, (int) ( $admission['until'] ?? 0 ) );
	}
	return gather_uncached( array( 'marks' => $marks ) );
}

/** Whether a text can be the name of an offer or an admission. */
function gather_is_mark_name( $name ): bool {
	return is_string( $name ) && 1 === preg_match( '/^[0-9a-f]{16,24}$/D', $name );
}

/** A call that is signed well and makes no sense. */
function gather_bad_mark(): WP_Error {
	return new WP_Error( 'gather_bad_mark', 'Not a mark of Gather.', array( 'status' => 400 ) );
}

/** An answer that no cache may keep. */
function gather_uncached( array $data ) {
	$response = new WP_REST_Response( $data );
	$response->header( 'Cache-Control', 'no-store' );
	return $response;
}
