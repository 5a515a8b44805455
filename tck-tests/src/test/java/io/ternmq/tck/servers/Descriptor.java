// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The adapter's {@code ra.xml} as tables of properties, one for each class that has some. */
final class Descriptor {

    /** Which element says whose properties stand beside it; those of the adapter come first. */
    private static final List<String> OWNERS = List.of(
            "resourceadapter-class", "managedconnectionfactory-class", "activationspec-class", "adminobject-class");

    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private Descriptor() {}

    static Descriptor read(Path file) throws IOException {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Descriptor descriptor = new Descriptor();
            descriptor.walk(parsers.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
            return descriptor;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    private void walk(Element element) {
        String owner = OWNERS.stream().map(name -> text(element, name)).filter(name -> !name.isEmpty())
                .findFirst().orElse("");
        for (Element child : children(element)) {
            if (!owner.isEmpty() && child.getNodeName().equals("config-property")) {
                rows.computeIfAbsent(simple(owner), name -> new ArrayList<>()).add(row(child));
            } else {
                walk(child);
            }
        }
    }

    private static String row(Element property) {
        String fallback = text(property, "config-property-value");
        return "| `" + text(property, "config-property-name") + "` | "
                + simple(text(property, "config-property-type")) + " | "
                + (fallback.isEmpty() ? "" : '`' + fallback + '`') + " | "
                + text(property, "description").replace("|", "\\|") + " |\n";
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Of a direct child, in one line. */
    private static String text(Element element, String name) {
        for (Element child : children(element)) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip().replaceAll("\\s+", " ");
            }
        }
        return "";
    }

    private static List<Element> children(Element element) {
        NodeList nodes = element.getChildNodes();
        List<Element> children = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** Tables as Markdown, by the simple name of the class. */
    Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        rows.forEach((owner, lines) ->
                tables.put(owner, "| property | type | default | |\n|---|---|---|---|\n" + String.join("", lines)));
        return tables;
    }
}
