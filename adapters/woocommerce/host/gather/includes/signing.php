<?php
/**
 * What Gather and this site sign with the secret that both hold.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** How long a customer token is good, in seconds: long enough to be exchanged once. */
const GATHER_CUSTOMER_TOKEN_SECONDS = 600;

/** How old or new a call of Gather may be, in seconds. */
const GATHER_CALL_TOLERANCE_SECONDS = 300;

/**
 * The secret, as bytes; empty while none is set. A constant in wp-config.php wins over the settings page.
 */
function gather_secret(): string {
	$text = defined( 'GATHER_SECRET' ) ? (string) constant( 'GATHER_SECRET' ) : (string) get_option( 'gather_secret', '' );
	$text = trim( $text );
	if ( strlen( $text ) < 24 ) {
		return '';
	}
	if ( 0 === strpos( $text, 'whsec_' ) ) {
		$bytes = base64_decode( substr( $text, 6 ), true );
		return false === $bytes ? '' : $bytes;
	}
	return $text;
}

/** The signature of a text, raw. */
function gather_sign( string $text ): string {
	return hash_hmac( 'sha256', $text, gather_secret(), true );
}

/** Base 64 as it may stand in an address. */
function gather_base64url( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}

/** A token that says which customer is logged in, for Gather to verify without asking. */
function gather_customer_token( int $customer, int $now ): string {
	$open = 'c1.' . $customer . '.' . base_convert( (string) ( $now + GATHER_CUSTOMER_TOKEN_SECONDS ), 10, 36 );
	return $open . '.' . gather_base64url( gather_sign( "gather-customer\n" . $open ) );
}

/** Whether a call came from Gather, just now, as it is. */
function gather_is_gathers_call( string $timestamp, string $signature, string $body, int $now ): bool {
	if ( '' === gather_secret() || ! preg_match( '/^\d{1,11}$/D', $timestamp ) ) {
		return false;
	}
	if ( abs( $now - (int) $timestamp ) > GATHER_CALL_TOLERANCE_SECONDS ) {
		return false;
	}
	$expected = base64_encode( gather_sign( "gather-call\n" . $timestamp . "\n" . $body ) );
	return hash_equals( $expected, $signature );
}

/**
 * The terms of a price token that Gather signed for this customer, variant and currency; null for any other text and after its end.
 *
 * @param string $variant "12" for a product, "12-34" for a variation.
 * @return array{offer:string,admission:string,price:string,most:int}|null The price of one with tax, as a decimal.
 */
function gather_price_terms( string $token, int $customer, string $variant, string $currency, int $now ): ?array {
	if ( '' === gather_secret() || $customer < 1 ) {
		return null;
	}
	$form = '/^(g1\.([0-9a-f]{16})\.([0-9a-f]{24})\.([0-9a-z]{1,10})\.([0-4])\.([0-9a-z]{1,6})\.([0-9a-z]{1,8}))\.([A-Za-z0-9_-]{22})$/D';
	if ( ! preg_match( $form, $token, $part ) ) {
		return null;
	}
	$signed   = implode( "\n", array( 'gather-price', $part[1], (string) $customer, $variant, $currency ) );
	$expected = gather_base64url( substr( gather_sign( $signed ), 0, 16 ) );
	if ( ! hash_equals( $expected, $part[8] ) || $now >= (int) base_convert( $part[7], 36, 10 ) ) {
		return null;
	}
	return array(
		'offer'     => $part[2],
		'admission' => $part[3],
		'price'     => gather_decimal( base_convert( $part[4], 36, 10 ), (int) $part[5] ),
		'most'      => (int) base_convert( $part[6], 36, 10 ),
	);
}

/** Minor units as a decimal text, without floating point: "1001" with 2 decimals is "10.01". */
function gather_decimal( string $minor, int $decimals ): string {
	$padded = str_pad( $minor, $decimals + 1, '0', STR_PAD_LEFT );
	return 0 === $decimals ? $padded : substr( $padded, 0, -$decimals ) . '.' . substr( $padded, -$decimals );
}
