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

    /** What a spreadsheet takes for the start of a formula, also as full-width signs. */
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
     * @param cells texts are made harmless in spreadsheets; amounts are sent as {@link BigDecimal}, which keeps its
     *     sign; null is an empty cell
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

    /** Writes what is still buffered. */
    public void flush() {
        try {
            printer.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * A text that a spreadsheet shows and does not run. One that begins like a formula, also after spaces or other
     * characters that are not seen, gets an apostrophe before it.
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
