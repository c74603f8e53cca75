package shop.gather.adapter.http;

import java.util.regex.Pattern;

/** The form of ids that the contract allows. */
final class Ids {

    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:~-]{1,100}");

    private Ids() {}

    /**
     * Whether a text can be an id at such a shop. Ids need no encoding in a path. The shop cannot know any other text,
     * so it is not asked.
     */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
