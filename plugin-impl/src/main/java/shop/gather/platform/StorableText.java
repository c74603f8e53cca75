package shop.gather.platform;

/**
 * Makes text from outside storable in a database column. Removes characters that a database refuses or a reader cannot
 * see: NUL and other control characters except line breaks and tabs, and surrogates without their partner.
 */
public final class StorableText {

    private StorableText() {}

    /**
     * The text without such characters, cut to a length. A cut text ends with an ellipsis and never in the middle of a
     * character.
     *
     * @param text null stays null
     * @param longest in UTF-16 units, at least 1
     */
    public static String cut(String text, int longest) {
        if (text == null) {
            return null;
        }
        // A little more than the limit is enough to detect a truncation.
        String head = text.length() > 2 * longest ? text.substring(0, 2 * longest) : text;
        String clean = isClean(head) ? head : clean(head);
        if (clean.length() <= longest && head.length() == text.length()) {
            return clean;
        }
        int end = Math.min(clean.length(), longest - 1);
        if (end > 0 && Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
        }
        return clean.substring(0, end) + "…";
    }

    /** Whether nothing needs to be removed. */
    public static boolean isClean(String text) {
        return text.codePoints().allMatch(StorableText::isStorable);
    }

    private static String clean(String text) {
        return text.codePoints()
                .filter(StorableText::isStorable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(int character) {
        boolean layout = character == '\n' || character == '\t' || character == '\r';
        boolean lonelySurrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return layout || (!Character.isISOControl(character) && !lonelySurrogate);
    }
}
