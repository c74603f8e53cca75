package shop.gather.link.poster;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text in lines of a limited width; an ellipsis ends the last one if the text is longer. Widths are estimates in em,
 * on the safe side, so that the same lines fit with each font.
 */
record WrappedText(List<String> lines) {

    private static final double WIDE = 1.0;
    private static final double CAPITAL = 0.8;
    private static final double NARROW = 0.62;
    private static final int FIRST_WIDE = 0x2000;

    /**
     * @param width of a line, in em
     * @param most lines
     */
    static WrappedText of(String text, double width, int most, Locale locale) {
        String rest = printable(text);
        List<String> lines = new ArrayList<>();
        while (!rest.isEmpty() && lines.size() < most) {
            boolean last = lines.size() == most - 1;
            if (width(rest) <= width) {
                lines.add(rest);
                break;
            }
            int end = last ? fitting(rest, width - WIDE) : lineEnd(rest, width, locale);
            lines.add(rest.substring(0, end).strip() + (last ? "…" : ""));
            rest = rest.substring(end).strip();
        }
        return new WrappedText(List.copyOf(lines));
    }

    /** Without characters that XML forbids, that end a line, or that change the direction of the text. */
    static String printable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> switch (Character.getType(c)) {
                    case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
                    default -> true;
                })
                .forEach(kept::appendCodePoint);
        return kept.toString().replaceAll(" {2,}", " ").strip();
    }

    static double width(String text) {
        return text.codePoints().mapToDouble(WrappedText::width).sum();
    }

    private static double width(int character) {
        if (character >= FIRST_WIDE) {
            return WIDE;
        }
        return Character.isUpperCase(character) || character == '@' || character == '%' || character == '&'
                ? CAPITAL
                : NARROW;
    }

    private static int lineEnd(String text, double width, Locale locale) {
        int fitting = fitting(text, width);
        BreakIterator breaks = BreakIterator.getLineInstance(locale);
        breaks.setText(text);
        int end = breaks.isBoundary(fitting) ? fitting : breaks.preceding(fitting);
        return end <= 0 ? fitting : end;
    }

    private static int fitting(String text, double width) {
        double used = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += width(character);
            if (used > width && end > 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }
}
