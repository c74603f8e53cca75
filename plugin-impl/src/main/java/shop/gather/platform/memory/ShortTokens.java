package shop.gather.platform.memory;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Passes JSON through and refuses a text, name or number that is too long, before a parser buffers it: parsers keep a
 * token in a buffer of two bytes for each character, and copy it to make the buffer larger. Not thread-safe.
 */
final class ShortTokens extends FilterReader {

    /** In characters of the JSON, escapes included. */
    static final int LONGEST = 256 * 1024;

    private boolean inText;
    private boolean escaped;
    private int length;

    ShortTokens(Reader json) {
        super(json);
    }

    /** @throws JsonLimits.Exceeded if a token is longer than {@link #LONGEST} */
    @Override
    public int read(char[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        for (int i = 0; i < read; i++) {
            pass(target[offset + i]);
        }
        return read;
    }

    /** As {@link #read(char[], int, int)}. */
    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            pass((char) read);
        }
        return read;
    }

    private void pass(char next) {
        if (inText) {
            length++;
            inText = escaped || next != '"';
            escaped = !escaped && next == '\\';
        } else if (next == '"') {
            inText = true;
            length = 0;
        } else {
            length = isSeparator(next) ? 0 : length + 1;
        }
        if (length > LONGEST) {
            throw new JsonLimits.Exceeded("It has a text or a number of more than " + LONGEST + " characters.");
        }
    }

    private static boolean isSeparator(char next) {
        return switch (next) {
            case ',', ':', '[', ']', '{', '}', ' ', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }
}
