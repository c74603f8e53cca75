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
	if ( gather_insert( gather_mark_name( $kind, $name ), $mark ) ) {
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
	// Also what was never opened: the command to open it may still be under way.
	if ( gather_insert( $option, $closed ) ) {
		return 'already';
	}
	$before = gather_stored( $option );
	if ( null === $before || ! $before['open'] ) {
		return 'already';
	}
	update_option( $option, $closed, 'no' );
	return 'done';
}

/** Whether something was opened and not taken back; at a moment also: whether it has begun and not ended. */
function gather_is_open( string $kind, string $name, ?int $now ): bool {
	$mark = gather_stored( gather_mark_name( $kind, $name ) );
	if ( null === $mark || ! $mark['open'] ) {
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
	return gather_insert( $option, $claim ) || gather_claimed_by( $admission ) === $order;
}

/** The order that used an admission up; 0 if none did. */
function gather_claimed_by( string $admission ): int {
	$claim = gather_stored( 'gather_used_' . $admission );
	return null === $claim ? 0 : (int) $claim['order'];
}

/** Gives an admission back that an order used, if it was this order. */
function gather_release( string $admission, int $order ): void {
	global $wpdb;
	$option = 'gather_used_' . $admission;
	$claim  = gather_stored( $option );
	if ( null !== $claim && (int) $claim['order'] === $order ) {
		// Only as it was read: another order may have it since.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name = %s AND option_value = %s", $option, serialize( $claim ) ) );
		gather_forget_cached( $option );
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
		$mark = gather_stored( $name );
		if ( null !== $mark && $mark['until'] + GATHER_KEEP_SECONDS < time() ) {
			delete_option( $name );
		}
	}
}
add_action( 'wp_scheduled_delete', 'gather_forget_ended' );

/**
 * Makes an option if there is none; whether it did. Not add_option(): that overwrites an option which another request made since this one looked, and says that
 * it made it.
 */
function gather_insert( string $option, array $value ): bool {
	global $wpdb;
	$made = $wpdb->query(
		$wpdb->prepare(
			"INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')",
			$option,
			serialize( $value )
		)
	);
	gather_forget_cached( $option );
	return 1 === $made;
}

/** An option as the database has it now: caches hold what was there when this request, or another one, looked first. */
function gather_stored( string $option ): ?array {
	global $wpdb;
	gather_forget_cached( $option );
	$stored = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", $option ) );
	$value  = is_string( $stored ) ? maybe_unserialize( $stored ) : null;
	return is_array( $value ) ? $value : null;
}

/** Makes WordPress look into the database for an option the next time. */
function gather_forget_cached( string $option ): void {
	wp_cache_delete( $option, 'options' );
	$missing = wp_cache_get( 'notoptions', 'options' );
	if ( is_array( $missing ) && isset( $missing[ $option ] ) ) {
		unset( $missing[ $option ] );
		wp_cache_set( 'notoptions', $missing, 'options' );
	}
}

/** The name of a mark's option. */
function gather_mark_name( string $kind, string $name ): string {
	return 'gather_mark_' . $kind . '_' . $name;
}
