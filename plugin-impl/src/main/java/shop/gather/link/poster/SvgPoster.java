package shop.gather.link.poster;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a poster as SVG, without scripts, links and addresses. The XML writer escapes all texts. */
final class SvgPoster {

    private static final String FONTS =
            "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','Noto Sans',sans-serif";

    private SvgPoster() {}

    static String of(Poster poster) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeAttribute("viewBox", "0 0 " + Poster.WIDTH + " " + Poster.HEIGHT);
            xml.writeAttribute("font-family", FONTS);
            xml.writeEmptyElement("rect");
            xml.writeAttribute("width", "100%");
            xml.writeAttribute("height", "100%");
            xml.writeAttribute("fill", "#ffffff");
            for (Poster.Line line : poster.lines()) {
                write(xml, line);
            }
            xml.writeStartElement("svg");
            xml.writeAttribute("x", String.valueOf((Poster.WIDTH - Poster.QR_SIZE) / 2));
            xml.writeAttribute("y", String.valueOf(poster.qrTop()));
            xml.writeAttribute("width", String.valueOf(Poster.QR_SIZE));
            xml.writeAttribute("height", String.valueOf(Poster.QR_SIZE));
            int modules = poster.qr().modules();
            xml.writeAttribute("viewBox", "0 0 " + modules + " " + modules);
            xml.writeAttribute("shape-rendering", "crispEdges");
            xml.writeEmptyElement("path");
            xml.writeAttribute("d", poster.qr().path());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, Poster.Line line) throws XMLStreamException {
        xml.writeStartElement("text");
        xml.writeAttribute("x", String.valueOf(Poster.WIDTH / 2));
        xml.writeAttribute("y", String.valueOf(line.baseline()));
        xml.writeAttribute("text-anchor", "middle");
        xml.writeAttribute("font-size", String.valueOf(line.size()));
        xml.writeAttribute("font-weight", line.bold() ? "bold" : "normal");
        xml.writeAttribute("fill", line.colour());
        xml.writeCharacters(line.text());
        xml.writeEndElement();
    }
}
