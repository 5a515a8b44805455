// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Holds the description of the archive against the classes, both ways: servers believe it and look at nothing else. */
class RaXmlTest {

    /** Elements that name a bean and stand beside its properties. */
    private static final List<String> BEANS = List.of(
            "resourceadapter-class", "managedconnectionfactory-class", "activationspec-class", "adminobject-class");

    /** What servers set by themselves. */
    private static final Set<String> CONTRACT = Set.of("resourceAdapter", "logWriter");

    /** A default of theirs would go over the value that was set by the other name. */
    private static final Set<String> OTHER_NAMES =
            Set.of("maxSession", "maxSessions", "name", "destinationName", "userName");

    private final Element root;

    RaXmlTest() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        this.root = factory.newDocumentBuilder()
                .parse(Path.of("src", "main", "rar", "META-INF", "ra.xml").toFile())
                .getDocumentElement();
    }

    @Test
    void namesClassesThatAreWhatServersExpect() throws Exception {
        assertThat(beansOf("resourceadapter-class")).allMatch(ResourceAdapter.class::isAssignableFrom).hasSize(1);
        assertThat(beansOf("managedconnectionfactory-class"))
                .allMatch(ManagedConnectionFactory.class::isAssignableFrom)
                .hasSize(3);
        assertThat(beansOf("activationspec-class")).allMatch(ActivationSpec.class::isAssignableFrom).hasSize(1);
        for (String[] pair : new String[][] {
            {"connectionfactory-interface", "connectionfactory-impl-class"},
            {"connection-interface", "connection-impl-class"},
            {"adminobject-interface", "adminobject-class"}
        }) {
            List<Class<?>> promised = beansOf(pair[0]);
            List<Class<?>> given = beansOf(pair[1]);
            assertThat(promised).as(pair[0]).doesNotHaveDuplicates().hasSameSizeAs(given);
            for (int i = 0; i < promised.size(); i++) {
                assertThat(given.get(i)).isAssignableTo(promised.get(i));
            }
        }
    }

    @Test
    void hasEveryPropertyOfEveryBeanWithItsTypeAndNoOther() throws Exception {
        for (String kind : BEANS) {
            for (Element element : elements(kind)) {
                Class<?> bean = Class.forName(text(element));
                assertThat(described(element, each -> child(each, "config-property-type")))
                        .as(bean.getName())
                        .isEqualTo(typesOf(bean));
            }
        }
    }

    @Test
    void saysTheDefaultsThatTheBeansHave() throws Exception {
        for (String kind : BEANS) {
            for (Element element : elements(kind)) {
                Class<?> bean = Class.forName(text(element));
                Map<String, String> told = described(element, each -> optional(each, "config-property-value"));
                told.keySet().removeAll(OTHER_NAMES);
                assertThat(told).as(bean.getName()).isEqualTo(defaultsOf(bean));
            }
        }
    }

    @Test
    void saysWhatEachPropertyMeansAndWhichAreSecret() {
        for (Element property : elements("config-property")) {
            String name = child(property, "config-property-name");
            assertThat(child(property, "description")).as(name).isNotBlank();
            String secret = name.equals("password") ? "true" : "null";
            assertThat(optional(property, "config-property-confidential")).as(name).isEqualTo(secret);
        }
    }

    /** Open Liberty copies descriptions into attributes of XML as they are, and then cannot read that. */
    @Test
    void describesWithoutWhatXmlWouldHaveToEscape() {
        assertThat(elements("description")).allSatisfy(description -> assertThat(text(description))
                .doesNotContain("<", ">", "&", "\""));
    }

    @Test
    void isCompleteSoThatServersNeedNotLookAtClasses() {
        assertThat(root.getAttribute("metadata-complete")).isEqualTo("true");
        assertThat(root.getAttribute("version")).isEqualTo("2.1");
        assertThat(root.getNamespaceURI() == null ? root.getAttribute("xmlns") : root.getNamespaceURI())
                .isEqualTo("https://jakarta.ee/xml/ns/jakartaee");
        assertThat(text(elements("transaction-support").get(0))).isEqualTo("XATransaction");
        assertThat(text(elements("messagelistener-type").get(0))).isEqualTo("jakarta.jms.MessageListener");
    }

    /** Payara takes a name in here for the adapter's and not the one that it is told to deploy it under. */
    @Test
    void leavesItsNameToThoseWhoDeployIt() {
        assertThat(elements("module-name")).isEmpty();
    }

    private List<Class<?>> beansOf(String kind) throws ClassNotFoundException {
        List<Class<?>> beans = new ArrayList<>();
        for (Element element : elements(kind)) {
            beans.add(Class.forName(text(element)));
        }
        return beans;
    }

    /** The properties that stand beside the name of a bean. */
    private static Map<String, String> described(Element bean, Function<Element, String> what) {
        Map<String, String> found = new TreeMap<>();
        for (Node each = bean.getNextSibling(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element property && property.getTagName().equals("config-property")) {
                assertThat(found.put(child(property, "config-property-name"), what.apply(property)))
                        .as("a property that is described twice beside " + text(bean))
                        .isNull();
            }
        }
        return found;
    }

    private static Map<String, String> typesOf(Class<?> bean) throws Exception {
        return propertiesOf(bean, property -> property.getPropertyType().getName());
    }

    private static Map<String, String> defaultsOf(Class<?> bean) throws Exception {
        Object made = bean.getConstructor().newInstance();
        Map<String, String> defaults = propertiesOf(bean, property -> {
            try {
                return Objects.toString(property.getReadMethod().invoke(made));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(property.getName() + " cannot be read", e);
            }
        });
        defaults.keySet().removeAll(OTHER_NAMES);
        return defaults;
    }

    private static Map<String, String> propertiesOf(Class<?> bean, Function<PropertyDescriptor, String> what)
            throws Exception {
        BeanInfo info = Introspector.getBeanInfo(bean, Object.class);
        return List.of(info.getPropertyDescriptors()).stream()
                .filter(property -> property.getWriteMethod() != null && !CONTRACT.contains(property.getName()))
                .collect(Collectors.toMap(PropertyDescriptor::getName, what, (one, other) -> one, TreeMap::new));
    }

    private List<Element> elements(String name) {
        NodeList found = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String child(Element parent, String name) {
        return Objects.requireNonNull(textOf(parent, name), name);
    }

    private static String optional(Element parent, String name) {
        return Objects.toString(textOf(parent, name));
    }

    private static @Nullable String textOf(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? null : found.item(0).getTextContent().strip();
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }
}
