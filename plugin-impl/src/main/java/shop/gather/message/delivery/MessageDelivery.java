package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import shop.gather.message.channel.ChannelKind;
import shop.gather.message.channel.MessageChannel;
import shop.gather.message.channel.MessageChannels;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Deployment;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Backoff;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.alarm.Alarms;

/**
 * Sends what is due through each channel of each store. One node at a time sends through a channel. A channel that accepts
 * nothing is paused for a while, and one alarm tells the owner. While commands are paused because the database was
 * copied, nothing is sent. Thread-safe.
 */
@Singleton
class MessageDelivery implements Sweeper {

    /** The number of consecutive turns that send nothing and end in a pause (about 5 minutes) before the owner gets an alarm. */
    static final int REPORTED_TURNS = 6;

    static final Duration LEASE = Duration.ofSeconds(120);

    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));
    private static final String KIND = "messages-undeliverable";

    private final Transactions transactions;
    private final MessageChannels channels;
    private final Deliveries deliveries;
    private final DeliveryTurns turns;
    private final Alarms alarms;
    private final Deployment deployment;
    private final DueRows due;
    private final Work work;
    private final Clock clock;
    private final DatabaseClock databaseClock;

    @Inject
    MessageDelivery(
            Transactions transactions,
            MessageChannels channels,
            Deliveries deliveries,
            DeliveryTurns turns,
            Alarms alarms,
            Deployment deployment,
            DueRows due,
            Work work,
            Clock clock,
            DatabaseClock databaseClock) {
        this.transactions = transactions;
        this.channels = channels;
        this.deliveries = deliveries;
        this.turns = turns;
        this.alarms = alarms;
        this.deployment = deployment;
        this.due = due;
        this.work = work;
        this.clock = clock;
        this.databaseClock = databaseClock;
    }

    @Override
    public void sweep() {
        if (deployment.commandsPaused()) {
            return;
        }
        due.of(
                        "message_channel",
                        "channel",
                        "not_before",
                        "exists (select 1 from message_delivery d where d.store_id = message_channel.store_id"
                                + " and d.channel = message_channel.channel and d.next_attempt_at <= now())")
                .forEach(found -> work.soon(
                        found.store(),
                        "messages:" + found.store() + ":" + found.key(),
                        () -> deliver(found.store(), ChannelKind.valueOf(found.key()))));
    }

    /** Sends the due messages of one channel. Does nothing while another node is doing so. */
    void deliver(StoreId store, ChannelKind kind) {
        channels.claim(store, kind, LEASE).ifPresent(channel -> {
            Instant end = clock.instant().plus(DeliveryTurns.TURN);
            conclude(channel, turns.run(channel, end));
        });
    }

    private void conclude(MessageChannel channel, DeliveryTurns.Turn turn) {
        StoreId store = channel.store();
        ChannelKind kind = channel.kind();
        boolean down = turn.down() != null;
        // A server may end each connection after some mails: a turn that has sent something is no failure.
        int failures = turn.sent() > 0 ? 0 : down ? channel.failures() + 1 : channel.failures();
        Instant now = databaseClock.now();
        transactions.inStore(store, () -> {
            long failed = turn.failed() + (down ? deliveries.giveUp(store, kind, turn.down(), now) : 0);
            if (channels.release(store, kind, down ? PAUSES.afterFailures(failures) : Duration.ZERO, failures)) {
                report(channel, turn, failures, failed);
            }
        });
    }

    /** One alarm per channel says what a person must do about it. */
    private void report(MessageChannel channel, DeliveryTurns.Turn turn, int failures, long failed) {
        long allFailed = channel.failed() + failed;
        String name = "The message channel " + channel.kind().code();
        String key = MessageChannels.alarmKey(channel.kind());
        String given = allFailed == 0 ? "" : " " + allFailed + " messages were given up since it was set up.";
        String fault = turn.down() == null ? turn.stuck() : turn.down();
        if (fault != null && (failures >= REPORTED_TURNS || failed > 0 || turn.stuck() != null)) {
            alarms.restate(
                    channel.store(),
                    key,
                    KIND,
                    name + " cannot send: " + fault + given
                            + " Gather retries each message for some days. Correct the settings of the channel or"
                            + " the server.");
        } else if (failed > 0) {
            alarms.restate(
                    channel.store(),
                    key,
                    KIND,
                    name + " could not send some messages. The last one: " + turn.lastFailure() + given
                            + " The members still find them in the inbox. Correct the cause, then close this alarm.");
        } else if (turn.sent() > 0) {
            if (allFailed == 0) {
                alarms.settle(channel.store(), key);
            } else if (channel.failures() >= REPORTED_TURNS) {
                alarms.restate(
                        channel.store(),
                        key,
                        KIND,
                        name + " sends again." + given
                                + " The members still find them in the inbox. Close this alarm.");
            }
        }
    }
}
