package shop.gather.shop.command;

import java.util.Optional;
import java.util.UUID;

/**
 * By what a command is known, to Gather and to the shop, which does nothing twice under one key. The same thing to be
 * done always has the same key. As text it is {@code purpose:subject} or {@code purpose:subject:part}.
 *
 * @param subject what it is for: a place, a campaign, a payout request
 * @param part what tells it from others of the same purpose and subject, such as a payment's id; empty where there is
 *     one only
 */
public record CommandKey(Purpose purpose, UUID subject, String part) implements Comparable<CommandKey> {

    public static CommandKey of(Purpose purpose, UUID subject) {
        return new CommandKey(purpose, subject, "");
    }

    public static CommandKey of(Purpose purpose, UUID subject, String part) {
        return new CommandKey(purpose, subject, part);
    }

    /** Reads a key that a shop shows; empty for one that is not Gather's. */
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

    /** Reads a key that Gather has stored. */
    static CommandKey stored(String text) {
        return read(text).orElseThrow(() -> new IllegalStateException("no key of a command: " + text));
    }

    /** Whether a shop shows this command under a key: what a capture gives back at once has its key and more. */
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
