package shop.gather.message.channel;

/**
 * A way to tell members outside the inbox. Implementations are listed here (ADR 42) and are beans of the application.
 * Thread-safe.
 */
public sealed interface NotificationChannel permits EmailChannel, WebhookChannel {

    ChannelKind kind();

    /** Whether it sends to the member's e-mail address, and so needs the member's consent to each kind. */
    boolean mails();

    /**
     * Begins to send. Called outside transactions, on one node at a time for each store.
     *
     * @throws ChannelDown if nothing can be sent now
     */
    Connection open(MessageChannel settings);

    /** Sends messages one after the other. Not thread-safe. */
    interface Connection extends AutoCloseable {

        /** Sends one message. Every failure is an outcome, not an exception. */
        Outcome send(OutgoingMessage message);

        @Override
        void close();
    }

    /** Nothing can be sent now; the message says why, for the owner. */
    final class ChannelDown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ChannelDown(String reason) {
            super(reason);
        }
    }
}
