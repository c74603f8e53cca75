package shop.gather.groupbuy.live;

import java.time.Duration;
import shop.gather.platform.config.GatherConfig;

/**
 * The limits of the streams of one node. Immutable.
 *
 * @param ofNode streams at a time
 * @param ofStore streams of one store at a time
 * @param ofVisitor streams of one store to one address at a time: one visitor does not take all of the store's
 * @param teamsOfStore teams of one store that are watched at a time: all of them are read in one statement
 * @param longest after which a stream ends; its client connects again
 * @param pause of a stream after which a comment is sent, so that proxies keep the connection
 * @param patience with a client that does not read
 */
record LiveLimits(
        int ofNode, int ofStore, int ofVisitor, int teamsOfStore, Duration longest, Duration pause, Duration patience) {

    private static final int MOST_OF_NODE = 20_000;

    /** What a stream occupies of the heap, most of it buffers of the container; measured by the benchmark (g). */
    private static final long BYTES_OF_STREAM = 33_000;

    static LiveLimits configured() {
        int ofNode = GatherConfig.number(
                "gather.live.streams", defaultOfNode(Runtime.getRuntime().maxMemory()));
        return new LiveLimits(
                ofNode,
                GatherConfig.number("gather.live.streams-per-store", ofNode * 3 / 5),
                GatherConfig.number("gather.live.streams-per-visitor", 50),
                GatherConfig.number("gather.live.teams-per-store", 1_000),
                GatherConfig.duration("gather.live.longest", Duration.ofMinutes(10)),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20));
    }

    /** As many streams as occupy a quarter of the heap, and no more than 20,000. */
    static int defaultOfNode(long heapBytes) {
        return (int) Math.min(MOST_OF_NODE, heapBytes / 4 / BYTES_OF_STREAM);
    }
}
