package shop.gather.link;

import java.text.Normalizer;
import java.util.Locale;
import shop.gather.platform.Codes;

/**
 * Extracts the code from the path of a visitor's address. Chat apps and people may add text around it: a full stop, a
 * bracket, a space, Chinese punctuation, invisible characters, the words that follow.
 */
final class LinkCode {

    /** Almost 50 bits: too many to guess, and short enough for a poster. */
    static final int LENGTH = 10;

    /** Further characters are ignored. */
    private static final int LONGEST = 100;

    private LinkCode() {}

    /**
     * @param path the decoded path without the leading slash
     * @return null if it contains no code
     */
    static String in(String path) {
        return Codes.isCode(path, LENGTH) ? path : cleaned(path);
    }

    private static String cleaned(String path) {
        String cut = path.length() > LONGEST ? path.substring(0, LONGEST) : path;
        StringBuilder visible = new StringBuilder(cut.length());
        // Converts full-width letters and punctuation to plain ones.
        Normalizer.normalize(cut, Normalizer.Form.NFKC)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        int begin = 0;
        while (begin < visible.length() && !isOfACode(visible.charAt(begin))) {
            begin++;
        }
        int end = begin;
        while (end < visible.length() && isOfACode(visible.charAt(end))) {
            end++;
        }
        String code = visible.substring(begin, end).toLowerCase(Locale.ROOT);
        return Codes.isCode(code, LENGTH) ? code : null;
    }

    private static boolean isOfACode(char character) {
        return character >= '0' && character <= '9'
                || character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z';
    }
}
