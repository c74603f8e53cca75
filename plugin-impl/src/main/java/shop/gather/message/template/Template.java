package shop.gather.message.template;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.gather.message.MessageKind;
import shop.gather.message.Placeholder;
import shop.gather.platform.http.ProblemException;

/**
 * The subject and the text of a message, with placeholders in braces: {@code {campaign}}. A brace has no other use.
 * Plain text: the medium that shows it escapes what it must, as JSON and as HTML. Immutable.
 *
 * @param subject one line
 * @param text may have several lines
 */
public record Template(String subject, String text) {

    /** A name in braces, or a brace that belongs to none. */
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}|[{}]");

    /** A value may be long, and an inbox shows many messages at once. */
    private static final int MOST_PLACEHOLDERS = 20;

    /** What ends a line, or could hide what follows: controls, separators and marks of direction. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    /**
     * Refuses a template that its kind cannot fill.
     *
     * @return this
     * @throws ProblemException INVALID_VALUE naming the field, what is wrong in it, and what can be used
     */
    public Template requireFor(MessageKind kind) {
        if (subject.indexOf('\n') >= 0) {
            throw ProblemException.invalid("subject must be one line.");
        }
        require(kind, "subject", subject);
        require(kind, "text", text);
        return this;
    }

    private static void require(MessageKind kind, String field, String written) {
        if (BRACES.matcher(written).results().count() > MOST_PLACEHOLDERS) {
            throw ProblemException.invalid(field + " must hold at most " + MOST_PLACEHOLDERS + " placeholders.");
        }
        Matcher braces = BRACES.matcher(written);
        while (braces.find()) {
            boolean known =
                    placeholder(braces).filter(kind.placeholders()::contains).isPresent();
            if (!known) {
                throw ProblemException.invalid(field + ": " + braces.group()
                        + (braces.group().length() == 1 ? " is a brace without its pair" : " is not a placeholder")
                        + " of " + kind.code() + ". Use only " + String.join(", ", kind.written())
                        + "; braces have no other use.");
            }
        }
    }

    /**
     * Fills in the values. A value stays on one line and is never read as a placeholder.
     *
     * @param shown gives what is shown for a placeholder
     */
    public Template filled(Function<Placeholder, String> shown) {
        return new Template(fill(subject, shown), fill(text, shown));
    }

    private static String fill(String written, Function<Placeholder, String> shown) {
        return BRACES.matcher(written)
                .replaceAll(found -> Matcher.quoteReplacement(
                        placeholder(found).map(shown).map(Template::oneLine).orElseGet(found::group)));
    }

    private static Optional<Placeholder> placeholder(MatchResult braces) {
        return Optional.ofNullable(braces.group(1)).flatMap(Placeholder::named);
    }

    private static String oneLine(String value) {
        return UNPRINTABLE.matcher(value).replaceAll(" ").strip();
    }
}
