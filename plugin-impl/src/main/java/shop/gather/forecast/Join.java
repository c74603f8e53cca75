package shop.gather.forecast;

import java.time.Instant;

/**
 * A simulated buyer who takes a place.
 *
 * @param pays at once; otherwise never, and the place is free again after the hold
 */
record Join(Instant at, boolean pays) {}
