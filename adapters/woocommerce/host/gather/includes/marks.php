<?php
/**
 * What Gather opened and took back, and what orders used up: one option each, so that of two requests at the same moment exactly one makes it.
 *
 * @package Gather
 */

defined( 'ABSPATH' ) || exit;

/** Ended marks are kept for a day more, so that a repeated command is still known. */
const GATHER_KEEP_SECONDS = 86400;

/** Remembers an offer or an admission: "done", "already", or "closed". */
function gather_open( string $kind, string $name, string $offer, int $from, int $until ): string {
	if ( 'admission' === $kind && ! gather_is_open( 'offer', $offer, null ) ) {
		return 'closed';
	}
	$mark = array(
		'open'  => true,
		'offer' => $offer,
		'from'  => $from,
		'until' => $until,
	);
	if ( add_option( gather_mark_name( $kind, $name ), $mark, '', 'no' ) ) {
		return 'done';
	}
	return gather_is_open( $kind, $name, null ) ? 'already' : 'closed';
}

/** Takes an offer or an admission back for good: "done", or "already" if it was not open. */
function gather_close( string $kind, string $name, int $until ): string {
	$closed = array(
		'open'  => false,
		'offer' => '',
		'from'  => 0,
		'until' => $until,
	);
	$option = gather_mark_name( $kind, $name );
	$before = get_option( $option );
	if ( is_array( $before ) && $before['open'] ) {
		update_option( $option, $closed, 'no' );
		return 'done';
	}
	// Also what was never opened: the command to open it may still be under way.
	add_option( $option, $closed, '', 'no' );
	return 'already';
}

/** Whether something was opened and not taken back; at a moment also: whether it has begun and not ended. */
function gather_is_open( string $kind, string $name, ?int $now ): bool {
	$mark = get_option( gather_mark_name( $kind, $name ) );
	if ( ! is_array( $mark ) || ! $mark['open'] ) {
		return false;
	}
	return null === $now || ( $mark['from'] <= $now && $now < $mark['until'] );
}

/** Uses an admission up for an order. False if another order has it. */
function gather_claim( string $admission, int $order ): bool {
	$option = 'gather_used_' . $admission;
	$claim  = array(
		'order' => $order,
		'until' => time() + 30 * GATHER_KEEP_SECONDS,
	);
	return add_option( $option, $claim, '', 'no' ) || gather_claimed_by( $admission ) === $order;
}

/** The order that used an admission up; 0 if none did. */
function gather_claimed_by( string $admission ): int {
	$claim = get_option( 'gather_used_' . $admission );
	return is_array( $claim ) ? (int) $claim['order'] : 0;
}

/** Gives an admission back that an order used, if it was this order. */
function gather_release( string $admission, int $order ): void {
	if ( gather_claimed_by( $admission ) === $order ) {
		delete_option( 'gather_used_' . $admission );
	}
}

/** Forgets what ended long ago. Run once a day by WordPress's own schedule. */
function gather_forget_ended(): void {
	global $wpdb;
	$names = $wpdb->get_col(
		$wpdb->prepare(
			"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s OR option_name LIKE %s",
			$wpdb->esc_like( 'gather_mark_' ) . '%',
			$wpdb->esc_like( 'gather_used_' ) . '%'
		)
	);
	foreach ( $names as $name ) {
		$mark = get_option( $name );
		if ( is_array( $mark ) && $mark['until'] + GATHER_KEEP_SECONDS < time() ) {
			delete_option( $name );
		}
	}
}
add_action( 'wp_scheduled_delete', 'gather_forget_ended' );

/** The name of a mark's option. */
function gather_mark_name( string $kind, string $name ): string {
	return 'gather_mark_' . $kind . '_' . $name;
}
