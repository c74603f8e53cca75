package shop.gather.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Documents of comma-separated values (RFC 4180) that people open in a spreadsheet. Not thread-safe. */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";

    private final CSVPrinter printer;

    /** The characters that spreadsheets treat as the start of a formula, including full-width forms. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

    /** The byte order mark: without it some spreadsheets read UTF-8 as the system's own encoding. */
    private static final char BOM = '\uFEFF';

    /**
     * Starts a document with its heading.
     *
     * @param bom whether it starts with a byte order mark
     */
    public Csv(Appendable out, boolean bom, String... columns) {
        try {
            if (bom) {
                out.append(BOM);
            }
            this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord((Object[]) columns);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Adds a row.
     *
     * @param cells texts are escaped so that spreadsheets do not run them as formulas; pass amounts as {@link
     *     BigDecimal} to keep their sign; null is an empty cell
     */
    public void row(Object... cells) {
        try {
            for (Object cell : cells) {
                printer.print(
                        cell instanceof BigDecimal number
                                ? number.toPlainString()
                                : cell == null ? null : text(cell.toString()));
            }
            printer.println();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Flushes the buffer. */
    public void flush() {
        try {
            printer.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Escapes a text so that a spreadsheet shows it and does not run it. A text that starts like a formula, also after
     * spaces or other invisible characters, is prefixed with an apostrophe.
     */
    static String text(String value) {
        return value.codePoints()
                        .filter(sign -> FORMULA.indexOf(sign) >= 0 || !isUnseen(sign))
                        .limit(1)
                        .anyMatch(sign -> FORMULA.indexOf(sign) >= 0)
                ? "'" + value
                : value;
    }

    private static boolean isUnseen(int sign) {
        return Character.isWhitespace(sign)
                || Character.isSpaceChar(sign)
                || Character.isISOControl(sign)
                || Character.getType(sign) == Character.FORMAT;
    }

    /** A whole document, for a few rows. */
    public static String document(boolean bom, List<String> columns, List<Object[]> rows) {
        StringBuilder out = new StringBuilder();
        Csv csv = new Csv(out, bom, columns.toArray(String[]::new));
        rows.forEach(csv::row);
        return out.toString();
    }
}
