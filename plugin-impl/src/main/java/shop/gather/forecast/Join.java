package shop.gather.forecast;

import java.time.Instant;

/**
 * A simulated buyer who takes a place.
 *
 * @param units of the place; at least 1
 * @param pays at once; otherwise never, and the place is free again after the hold
 */
record Join(Instant at, int units, boolean pays) {}
