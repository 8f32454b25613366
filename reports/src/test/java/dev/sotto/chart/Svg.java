package dev.sotto.chart;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** SVG as a strict XML parser reads it. */
final class Svg {
    private Svg() {}

    static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("no well-formed XML: " + svg, e);
        }
    }

    static int count(String svg, String element) {
        return parse(svg).getElementsByTagName(element).getLength();
    }

    /** Every text that is written in the picture. */
    static String texts(String svg) {
        StringBuilder texts = new StringBuilder();
        var nodes = parse(svg).getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.append(nodes.item(i).getTextContent()).append('\n');
        }
        return texts.toString();
    }
}
