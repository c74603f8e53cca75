package shop.gather.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.gather.platform.http.ProblemException;

/** The languages in which messages are written. A member gets the one that the browser asks for, else English. */
public enum Language {
    EN(Locale.ENGLISH, "d MMMM yyyy, HH:mm '('VV')'"),
    ZH(Locale.SIMPLIFIED_CHINESE, "yyyy年M月d日 HH:mm（VV）");

    private static final List<String> TAGS =
            Arrays.stream(values()).map(Language::tag).toList();

    private final Locale locale;
    private final String dateTime;

    Language(Locale locale, String dateTime) {
        this.locale = locale;
        this.dateTime = dateTime;
    }

    /**
     * The language that suits a request best.
     *
     * @param acceptLanguage the header; null, malformed or of other languages only gives English
     */
    public static Language accepted(String acceptLanguage) {
        if (acceptLanguage == null) {
            return EN;
        }
        try {
            List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .toList();
            return named(Locale.lookupTag(wanted, TAGS)).orElse(EN);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            // The second for a lone dash, which the JDK does not check.
            return EN;
        }
    }

    /** The language with this tag, in lower case; empty for null or another one. */
    public static Optional<Language> named(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /**
     * The language with this tag.
     *
     * @throws ProblemException INVALID_VALUE if there is none
     */
    public static Language required(String tag) {
        return named(tag)
                .orElseThrow(() -> ProblemException.invalid("language must be " + String.join(" or ", TAGS) + "."));
    }

    /** As in {@code Content-Language}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return locale;
    }

    /** The pattern of a point in time. */
    public String dateTime() {
        return dateTime;
    }
}
