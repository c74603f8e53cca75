package shop.gather.groupbuy.live;

import java.time.Duration;
import shop.gather.platform.config.GatherConfig;

/**
 * The limits of the streams of one node. Immutable.
 *
 * @param ofNode streams at a time
 * @param ofStore streams of one store at a time
 * @param teamsOfStore teams of one store that are watched at a time: all of them are read in one statement
 * @param longest after which a stream ends; its client connects again
 * @param pause of a stream after which a comment is sent, so that proxies keep the connection
 * @param patience with a client that does not read
 */
record LiveLimits(int ofNode, int ofStore, int teamsOfStore, Duration longest, Duration pause, Duration patience) {

    static LiveLimits configured() {
        return new LiveLimits(
                GatherConfig.number("gather.live.streams", 20_000),
                GatherConfig.number("gather.live.streams-per-store", 12_000),
                GatherConfig.number("gather.live.teams-per-store", 1_000),
                GatherConfig.duration("gather.live.longest", Duration.ofMinutes(10)),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20));
    }
}
