package shop.gather.groupbuy.roster;

/** Texts of shops and buyers within one line of a list. */
final class ChatText {

    private ChatText() {}

    /**
     * The text as a part of one line: control and format characters, among them those that change the direction of
     * writing, and separators of lines become spaces; several spaces become one.
     */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isBlank(c)) {
                gap = true;
                continue;
            }
            if (gap && line.length() > 0) {
                line.append(' ');
            }
            gap = false;
            line.appendCodePoint(c);
        }
        return line.toString();
    }

    private static boolean isBlank(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
