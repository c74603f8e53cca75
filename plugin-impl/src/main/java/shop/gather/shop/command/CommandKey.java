package shop.gather.shop.command;

import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Id;

/**
 * The idempotency key of a command, for Gather and for the shop, which does nothing twice under one key. The same task
 * always has the same key. As text it is {@code purpose:subject} or {@code purpose:subject:part}.
 *
 * @param subject the id of its subject: a place, a campaign, a payout request
 * @param part distinguishes commands of the same purpose and subject, such as a payment's id; empty if there is only
 *     one
 */
public record CommandKey(Purpose purpose, UUID subject, String part) implements Comparable<CommandKey> {

    public static CommandKey of(Purpose purpose, Id subject) {
        return of(purpose, subject, "");
    }

    public static CommandKey of(Purpose purpose, Id subject, String part) {
        return new CommandKey(purpose, subject.value(), part);
    }

    /** Whether the key has this subject. */
    public boolean isOf(Id id) {
        return subject.equals(id.value());
    }

    /** Parses a key that a shop returns; empty if it is not one of Gather's. */
    public static Optional<CommandKey> read(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            UUID subject = UUID.fromString(parts[1]);
            return Purpose.of(parts[0])
                    .map(purpose -> new CommandKey(purpose, subject, parts.length == 3 ? parts[2] : ""));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** Parses a key that Gather has stored. */
    static CommandKey stored(String text) {
        return read(text).orElseThrow(() -> new IllegalStateException("not a command key: " + text));
    }

    /**
     * Whether a key that a shop returns belongs to this command. A refund that is part of a capture has the capture's
     * key with a suffix.
     */
    public boolean isShownAs(String key) {
        String text = toString();
        return key.equals(text) || key.startsWith(text + "/");
    }

    @Override
    public int compareTo(CommandKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return purpose.word() + ":" + subject + (part.isEmpty() ? "" : ":" + part);
    }
}
