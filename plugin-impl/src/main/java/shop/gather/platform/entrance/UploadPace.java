package shop.gather.platform.entrance;

import java.time.Duration;
import shop.gather.platform.config.GatherConfig;

/**
 * The minimum pace of a request's body.
 *
 * @param grace how long any pace is accepted
 * @param limit the longest time for a whole body
 * @param bytesPerSecond the slowest pace after the grace, on average from the beginning
 */
record UploadPace(Duration grace, Duration limit, int bytesPerSecond) {

    static UploadPace configured() {
        return new UploadPace(
                GatherConfig.duration("gather.request-body.grace", Duration.ofSeconds(5)),
                GatherConfig.duration("gather.request-body.limit", Duration.ofSeconds(30)),
                GatherConfig.number("gather.request-body.bytes-per-second", 1_024));
    }

    boolean isTooSlow(long nanos, int bytes) {
        Duration age = Duration.ofNanos(nanos);
        if (age.compareTo(limit) > 0) {
            return true;
        }
        return age.compareTo(grace) > 0 && bytes < bytesPerSecond * age.toMillis() / 1_000;
    }
}
