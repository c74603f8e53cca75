package shop.gather.platform.image;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * The QR code of a text as SVG and as PNG, with the quiet zone of 4 modules that scanners need. The PNG is encoded
 * here, with one bit per pixel, so that QR codes do not need java.desktop.
 */
public final class QrCode {

    private static final int QUIET_ZONE = 4;
    private static final int PNG_PIXELS = 600;
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final BitMatrix modules;

    private QrCode(BitMatrix modules) {
        this.modules = modules;
    }

    public static QrCode of(String text) {
        try {
            return new QrCode(new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M)));
        } catch (WriterException tooLong) {
            throw new IllegalStateException("a text does not fit into a QR code", tooLong);
        }
    }

    /** The number of modules in a row, with the quiet zone. */
    public int modules() {
        return modules.getWidth();
    }

    /** Whether the module in this column and row is black. */
    public boolean isBlack(int x, int y) {
        return modules.get(x, y);
    }

    /** The black modules as the data of an SVG path, one unit per module. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int run = 0;
                while (x + run < modules.getWidth() && modules.get(x + run, y)) {
                    run++;
                }
                if (run > 0) {
                    path.append('M')
                            .append(x)
                            .append(' ')
                            .append(y)
                            .append('h')
                            .append(run)
                            .append("v1h-");
                    path.append(run).append('z');
                }
                x += run + 1;
            }
        }
        return path.toString();
    }

    /** One unit per module; all black runs form one path. */
    public String svg() {
        String box = modules.getWidth() + " " + modules.getHeight();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + box
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + modules.getWidth() + "v"
                + modules.getHeight() + "h-" + modules.getWidth() + "z\"/><path d=\"" + path() + "\"/></svg>\n";
    }

    /** At least 600 pixels wide; each module is a whole number of pixels wide. */
    public byte[] png() {
        int scale = Math.max(1, (PNG_PIXELS + modules.getWidth() - 1) / modules.getWidth());
        int size = modules.getWidth() * scale;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.write(PNG_SIGNATURE);
            chunk(out, "IHDR", header(size));
            chunk(out, "IDAT", pixels(size, scale));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private static byte[] header(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(size);
        out.writeInt(size);
        // One bit per pixel, greyscale, and the only compression, filter and interlace methods that we use.
        out.write(new byte[] {1, 0, 0, 0, 0});
        return bytes.toByteArray();
    }

    private byte[] pixels(int size, int scale) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            byte[] row = new byte[1 + (size + 7) / 8];
            for (int y = 0; y < size; y++) {
                java.util.Arrays.fill(row, (byte) 0);
                for (int x = 0; x < size; x++) {
                    if (!modules.get(x / scale, y / scale)) {
                        row[1 + x / 8] |= (byte) (0x80 >> (x % 8));
                    }
                }
                out.write(row);
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
