package shop.gather.link;

import java.text.Normalizer;
import java.util.Locale;
import shop.gather.platform.Codes;

/**
 * Finds the code in what a visitor's address holds. Chat apps and people put things around it: a full stop, a bracket,
 * a space, Chinese punctuation, invisible characters, the text that follows.
 */
final class LinkCode {

    /** Almost 50 bits: nobody finds a link by trying, and it still fits on a poster. */
    static final int LENGTH = 10;

    /** More than this is not looked at. */
    private static final int LONGEST = 100;

    private LinkCode() {}

    /**
     * @param path decoded, without the leading slash
     * @return null if there is no code in it
     */
    static String in(String path) {
        return Codes.isCode(path, LENGTH) ? path : cleaned(path);
    }

    private static String cleaned(String path) {
        String cut = path.length() > LONGEST ? path.substring(0, LONGEST) : path;
        StringBuilder visible = new StringBuilder(cut.length());
        // Full-width letters and punctuation become plain ones.
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
