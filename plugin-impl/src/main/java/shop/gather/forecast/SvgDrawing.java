package shop.gather.forecast;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes a chart as SVG. Texts stay texts, which the viewer draws with its own fonts; the server's fonts decide only
 * where they are. On one server the same chart gives the same SVG.
 */
final class SvgDrawing {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private SvgDrawing() {}

    static String of(JFreeChart chart, int width, int height) {
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new Dimension(width, height));
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
            Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + width + " " + height);
            return written(root);
        } catch (ParserConfigurationException | TransformerException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** By the JDK's writer: Batik's names a DTD at an address, which some viewers would load. */
    private static String written(Element root) throws TransformerException {
        Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        writer.transform(new DOMSource(root), new StreamResult(text));
        return text + "\n";
    }
}
