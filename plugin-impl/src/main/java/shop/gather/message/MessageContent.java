package shop.gather.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.message.Placeholder.Type;
import shop.gather.platform.Id;

/**
 * What a message is about, before it is written in a language. A member is told once of a kind and an occasion, however
 * often it happens. Immutable.
 *
 * @param subject the team, the place, the campaign or the leader
 * @param occasion the text of the subject's id, and what else tells one occasion from another; at most 120 characters
 * @param values for each placeholder of the kind its stored form ({@link Type})
 */
public record MessageContent(MessageKind kind, Id subject, String occasion, Map<Placeholder, String> values) {

    /** @throws IllegalArgumentException if the values are not exactly those of the kind */
    public MessageContent {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(occasion);
        if (!values.keySet().equals(kind.placeholders())) {
            throw new IllegalArgumentException(kind + " needs " + kind.placeholders() + " but has " + values.keySet());
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /** Content whose occasion is its subject. */
    public static Builder of(MessageKind kind, Id subject) {
        return new Builder(kind, subject);
    }

    /** Collects the values. Not thread-safe. */
    public static final class Builder {

        private final MessageKind kind;
        private final Id subject;
        private final Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        private String occasion;

        private Builder(MessageKind kind, Id subject) {
            this.kind = kind;
            this.subject = subject;
            this.occasion = subject.toString();
        }

        /** Tells this occasion from others with the same subject. */
        public Builder at(Instant time) {
            occasion = subject + "/" + time.truncatedTo(ChronoUnit.SECONDS);
            return this;
        }

        /** Tells it from the same occasion in another currency. */
        public Builder in(CurrencyUnit currency) {
            occasion = occasion + "/" + currency.getCode();
            return this;
        }

        public Builder with(Placeholder placeholder, String text) {
            return put(placeholder, Type.TEXT, text);
        }

        public Builder with(Placeholder placeholder, int count) {
            return put(placeholder, Type.COUNT, Integer.toString(count));
        }

        public Builder with(Placeholder placeholder, Instant time) {
            return put(placeholder, Type.INSTANT, time.toString());
        }

        public Builder with(Placeholder placeholder, Money money) {
            return put(placeholder, Type.MONEY, money.toString());
        }

        private Builder put(Placeholder placeholder, Type type, String value) {
            if (placeholder.type() != type) {
                throw new IllegalArgumentException(placeholder + " is no " + type);
            }
            values.put(placeholder, value);
            return this;
        }

        public MessageContent build() {
            return new MessageContent(kind, subject, occasion, values);
        }
    }
}
