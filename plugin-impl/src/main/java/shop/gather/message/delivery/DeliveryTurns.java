package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.gather.member.Members;
import shop.gather.message.Language;
import shop.gather.message.channel.Channels;
import shop.gather.message.channel.Counts;
import shop.gather.message.channel.EmailChannel;
import shop.gather.message.channel.MessageChannel;
import shop.gather.message.channel.NotificationChannel;
import shop.gather.message.channel.NotificationChannel.ChannelDown;
import shop.gather.message.channel.NotificationChannel.Connection;
import shop.gather.message.channel.Outcome;
import shop.gather.message.channel.OutgoingMessage;
import shop.gather.message.delivery.Deliveries.Change;
import shop.gather.message.delivery.Deliveries.State;
import shop.gather.message.setting.Preferences;
import shop.gather.message.template.Template;
import shop.gather.message.template.Templates;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Backoff;
import shop.gather.spi.EmailHash;

/**
 * One node's turn to send through one channel of a store: page after page over one connection. What became of a page is
 * recorded in one transaction, so a crash repeats at most one page, with the same ids. Thread-safe.
 */
@Singleton
class DeliveryTurns {

    /** How long a turn may begin to send. With the longest connection added, it stays below the lease. */
    static final Duration TURN = Duration.ofSeconds(30);

    /** How many messages one page has: what a crash can repeat. */
    static final int PAGE_SIZE = 25;

    /** How many pages one turn has: a server's answers on one connection are limited. */
    private static final int MAX_PAGES = 20;

    /** A message with this number of failures (about 15 minutes) is reported. */
    private static final int REPORTED_ATTEMPTS = 5;

    private static final Backoff RETRIES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(4));

    private final Transactions transactions;
    private final Deliveries deliveries;
    private final Channels channels;
    private final Bounces bounces;
    private final Members members;
    private final Templates templates;
    private final Preferences preferences;
    private final UnsubscribeLinks links;
    private final Clock clock;
    private final DatabaseClock databaseClock;

    @Inject
    DeliveryTurns(
            Transactions transactions,
            Deliveries deliveries,
            Channels channels,
            Bounces bounces,
            Members members,
            Templates templates,
            Preferences preferences,
            UnsubscribeLinks links,
            Clock clock,
            DatabaseClock databaseClock) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.channels = channels;
        this.bounces = bounces;
        this.members = members;
        this.templates = templates;
        this.preferences = preferences;
        this.links = links;
        this.clock = clock;
        this.databaseClock = databaseClock;
    }

    /**
     * The result of a turn.
     *
     * @param failed how many messages were given up
     * @param lastFailure why the last one of them was
     * @param down why the channel accepts nothing; null if it does
     * @param stuck why a message has failed often; null if none has, and for e-mail, where one address may be slow
     */
    record Turn(long sent, long failed, String lastFailure, String down, String stuck) {}

    Turn run(MessageChannel channel, Instant end) {
        try (Sending sending = new Sending(channel, end)) {
            return sending.run();
        }
    }

    /** The state of one turn. Not thread-safe. */
    private final class Sending implements AutoCloseable {

        private final StoreId store;
        private final MessageChannel settings;
        private final NotificationChannel channel;
        private final Instant end;
        private final Preferences.Default defaults;
        private final Map<Language, Templates.Writer> writers = new EnumMap<>(Language.class);
        private Connection connection;
        private String down;
        private String stuck;

        Sending(MessageChannel settings, Instant end) {
            this.store = settings.store();
            this.settings = settings;
            this.channel = channels.of(settings.kind());
            this.end = end;
            this.defaults = preferences.ofStore(store);
        }

        Turn run() {
            long sent = 0;
            long failed = 0;
            String lastFailure = null;
            for (int pages = 0;
                    pages < MAX_PAGES && down == null && clock.instant().isBefore(end);
                    pages++) {
                List<DueDelivery> page = deliveries.due(store, channel.kind(), PAGE_SIZE);
                if (page.isEmpty()) {
                    break;
                }
                Instant now = databaseClock.now();
                Page done = new Page(now);
                send(page, done);
                Counts counts = transactions.inStore(store, () -> done.settle());
                sent += counts.sent();
                failed += counts.failed();
                lastFailure = done.lastFailure == null ? lastFailure : done.lastFailure;
            }
            return new Turn(sent, failed, lastFailure, down, stuck);
        }

        private void send(List<DueDelivery> page, Page done) {
            Map<MemberId, String> emails = channel.mails()
                    ? members.emailsOf(
                            store,
                            page.stream().map(DueDelivery::member).distinct().toList())
                    : Map.of();
            Map<String, MemberId> owners = new LinkedHashMap<>();
            emails.forEach((member, email) -> owners.put(EmailHash.of(email), member));
            Set<String> unreachable = bounces.among(store, owners.keySet());
            owners.keySet().retainAll(unreachable);
            done.owners = owners;
            for (DueDelivery delivery : page) {
                Instant ready =
                        delivery.kind().urgent() ? done.now : defaults.firstNotQuiet(delivery.preference(), done.now);
                String email = emails.get(delivery.member());
                if (ready.isAfter(done.now)) {
                    done.add(delivery, State.WAITING, 0, ready, null);
                } else if (channel.mails() && !delivery.consents()) {
                    done.add(delivery, State.SKIPPED, 0, null, "The member has withdrawn the consent.");
                } else if (channel.mails() && email == null) {
                    done.add(delivery, State.SKIPPED, 0, null, "The shop reports no address of the member.");
                } else if (channel.mails() && done.unreachable(email)) {
                    done.add(delivery, State.SKIPPED, 0, null, "Mail did not reach this address before.");
                } else if (down == null && clock.instant().isBefore(end)) {
                    done.add(delivery, attempt(delivery, email), email);
                }
            }
        }

        /** The connection is opened for the first message that is to be sent. */
        private Outcome attempt(DueDelivery delivery, String email) {
            transactions.requireNone();
            try {
                if (connection == null) {
                    connection = channel.open(settings);
                }
            } catch (ChannelDown nothing) {
                down = nothing.getMessage();
                return new Outcome(Outcome.State.CHANNEL_DOWN, down);
            }
            Outcome outcome = connection.send(written(delivery, email));
            if (outcome.state() == Outcome.State.CHANNEL_DOWN || outcome.state() == Outcome.State.BROKEN) {
                down = outcome.reason();
            }
            return outcome;
        }

        private OutgoingMessage written(DueDelivery delivery, String email) {
            Language language = defaults.languageOf(delivery.preference());
            Template text = writers.computeIfAbsent(language, missing -> templates.writer(store, missing))
                    .write(delivery.kind(), delivery.values());
            return new OutgoingMessage(
                    delivery.message(),
                    store,
                    delivery.member(),
                    delivery.kind(),
                    delivery.about(),
                    language,
                    text.subject(),
                    text.text(),
                    delivery.createdAt(),
                    email,
                    email == null ? null : unsubscribe(delivery));
        }

        private String unsubscribe(DueDelivery delivery) {
            return EmailChannel.base(settings)
                    + UnsubscribeLinks.PATH
                    + links.token(new UnsubscribeLinks.Link(store, delivery.member(), delivery.kind()));
        }

        @Override
        public void close() {
            if (connection != null) {
                connection.close();
            }
        }

        /** What became of the deliveries of one page. */
        private final class Page {

            private final Instant now;
            private final List<Change> changes = new ArrayList<>();
            private final Map<String, Bounce> bounced = new HashMap<>();
            private Map<String, MemberId> owners = Map.of();
            private String lastFailure;

            Page(Instant now) {
                this.now = now;
            }

            boolean unreachable(String email) {
                String hash = EmailHash.of(email);
                return owners.containsKey(hash) || bounced.containsKey(hash);
            }

            void add(DueDelivery delivery, State state, int attempts, Instant next, String reason) {
                changes.add(new Change(delivery.message(), state, attempts, next, reason));
            }

            void add(DueDelivery delivery, Outcome outcome, String email) {
                switch (outcome.state()) {
                    case SENT -> add(delivery, State.SENT, 1, null, null);
                    case RETRY, BROKEN -> retry(delivery, outcome.reason());
                    case REJECTED -> fail(delivery, outcome.reason());
                    case BOUNCED -> {
                        bounced.put(EmailHash.of(email), new Bounce(delivery.member(), outcome.reason()));
                        add(delivery, State.BOUNCED, 1, null, outcome.reason());
                    }
                    case CHANNEL_DOWN -> {
                        // It stays due: the channel is at fault, not the message.
                    }
                }
            }

            private void retry(DueDelivery delivery, String reason) {
                if (!channel.mails() && delivery.attempts() + 1 >= REPORTED_ATTEMPTS) {
                    stuck = reason;
                }
                Instant next = now.plus(RETRIES.afterFailures(delivery.attempts() + 1));
                if (now.isBefore(delivery.giveUpAt())) {
                    Instant last = next.isBefore(delivery.giveUpAt()) ? next : delivery.giveUpAt();
                    add(delivery, State.WAITING, 1, last, reason);
                } else {
                    fail(delivery, reason);
                }
            }

            private void fail(DueDelivery delivery, String reason) {
                lastFailure = reason;
                add(delivery, State.FAILED, 1, null, reason);
            }

            Counts settle() {
                bounced.forEach((hash, bounce) -> bounces.add(store, bounce.member(), hash, bounce.reason()));
                if (!owners.isEmpty()) {
                    bounces.belong(store, owners);
                }
                return deliveries.settle(store, channel.kind(), changes, now);
            }
        }

        private record Bounce(MemberId member, String reason) {}
    }
}
