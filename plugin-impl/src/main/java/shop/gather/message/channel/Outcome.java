package shop.gather.message.channel;

/**
 * What became of an attempt to send. Immutable.
 *
 * @param reason for the owner; null if it was sent
 */
public record Outcome(State state, String reason) {

    /** How the attempt ended. */
    public enum State {
        /** The receiver has taken responsibility for it. */
        SENT,
        /** This message was not accepted now. It is tried again. */
        RETRY,
        /** This message is not accepted at all. */
        REJECTED,
        /** The address does not exist. Nothing more is sent to it. */
        BOUNCED,
        /**
         * The connection ended while this message was sent; it is not known what became of it. It is tried again after a
         * delay of its own, because it may be what ends connections, and the channel pauses.
         */
        BROKEN,
        /** The channel accepts nothing now, whatever the message. It stays due, and the channel pauses. */
        CHANNEL_DOWN
    }

    static final Outcome SENT = new Outcome(State.SENT, null);
}
