package shop.gather.message.channel;

import java.util.regex.Pattern;
import shop.gather.platform.StorableText;

/** Keeps addresses out of texts that are stored or shown to an owner: servers quote them in their answers. */
public final class MailAddresses {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>\"',;:()\\[\\]]{1,254}@[^\\s<>\"',;:()\\[\\]]{1,254}");

    /** What is read of a text: longer ones are cut, because a server may send much. */
    private static final int MAX_LENGTH = 2_000;

    private MailAddresses() {}

    /** The text with {@code (address)} in place of each e-mail address; cut to 2,000 characters. */
    public static String hide(String text) {
        return ADDRESS.matcher(StorableText.cut(text, MAX_LENGTH)).replaceAll("(address)");
    }
}
