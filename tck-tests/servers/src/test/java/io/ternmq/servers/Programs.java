// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.cdi.Channel;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed. The name of a program is that of its archive, and in its address. */
final class Programs {

    static final String BEANS = "beans";
    static final String LISTENERS = "listeners";
    static final String DEFINITIONS = "definitions";

    private static final List<String> NAMES = List.of(
            "jms/factory", "jms/inside", "jms/embedded", "jms/audits", "jms/echoes", "jdbc/ledger");

    private Programs() {}

    /** Beans, with the chosen server's names for what they use. */
    static WebArchive beans() {
        return Server.chosen()
                .complete(program(BEANS, "io.ternmq.servers.app")
                        .addAsWebInfResource(text("ejb-jar.xml"), "ejb-jar.xml")
                        .setWebXML(text("web.xml")));
    }

    /** Methods that listen, with TernMQ beside them. */
    static WebArchive listeners() {
        String url = "ternmq.url=tcp://127.0.0.1:" + Server.chosen().brokerPort() + '\n';
        return program(LISTENERS, "io.ternmq.servers.app.listen")
                .addAsResource(new StringAsset(url + read("ternmq.properties")), "ternmq.properties")
                .addAsLibraries(libraries());
    }

    /** A servlet that defines what it needs. */
    static WebArchive definitions() {
        return Server.chosen().completeDefinitions(program(DEFINITIONS, "io.ternmq.servers.app.define"));
    }

    private static WebArchive program(String name, String code) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackage(code)
                .addAsWebInfResource(text("beans.xml"), "beans.xml");
    }

    /** TernMQ and its CDI extension as the class path has them: in jars, or in folders while they are being built. */
    private static JavaArchive[] libraries() {
        return Stream.of(TernConnectionFactory.class, BrokerRegistry.class, Channel.class)
                .map(Programs::place)
                .distinct()
                .map(Programs::library)
                .toArray(JavaArchive[]::new);
    }

    private static File place(Class<?> type) {
        try {
            return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JavaArchive library(File place) {
        String name = "library-" + place.getAbsolutePath().hashCode() + ".jar";
        return place.isDirectory()
                ? ShrinkWrap.create(ExplodedImporter.class, name)
                        .importDirectory(place)
                        .as(JavaArchive.class)
                : ShrinkWrap.create(ZipImporter.class, name).importFrom(place).as(JavaArchive.class);
    }

    /** A descriptor of all servers, in which <code>${jms/factory}</code> stands for the server's name of it. */
    static StringAsset text(String file) {
        String text = read(file);
        for (String name : NAMES) {
            text = text.replace("${" + name + '}', Server.chosen().jndiName(name));
        }
        return new StringAsset(text);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("src/test/servers/program", file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
