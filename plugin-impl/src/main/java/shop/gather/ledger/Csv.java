package shop.gather.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Documents of comma-separated values (RFC 4180) that people open in a spreadsheet. Not thread-safe. */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";

    private final CSVPrinter printer;

    /** Starts a document with its heading. */
    public Csv(Appendable out, String... columns) {
        try {
            this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord((Object[]) columns);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public void row(Object... cells) {
        try {
            printer.printRecord(cells);
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
     * A cell with text that somebody chose. A spreadsheet would run a text that looks like a formula; an apostrophe before it shows it as text. Numbers that we made
     * ourselves need no such cell, and must keep their sign.
     */
    public static String text(String value) {
        return !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /** A whole document, for a few rows. */
    public static String document(List<String> columns, List<Object[]> rows) {
        StringBuilder out = new StringBuilder();
        Csv csv = new Csv(out, columns.toArray(String[]::new));
        rows.forEach(csv::row);
        return out.toString();
    }
}
