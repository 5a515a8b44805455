// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Open Liberty. What a server is made of is a folder of two files; everything of the tests is there, too. */
final class OpenLiberty implements Server {

    @Override
    public String name() {
        return "openliberty";
    }

    @Override
    public String folder() {
        return "wlp";
    }

    @Override
    public int brokerPort() {
        return 29616;
    }

    @Override
    public int httpPort() {
        return 29080;
    }

    private static Path configuration(Site site) {
        return site.home().resolve("usr/servers/ternmq");
    }

    @Override
    public void prepare(Site site) throws IOException {
        Path server = configuration(site);
        Folders.delete(server);
        Path overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
        Files.createDirectories(server.resolve("dropins"));
        Files.copy(site.file("server.xml"), server.resolve("server.xml"));
        Files.copy(site.file("tests.xml"), overrides.resolve("tests.xml"));
        Files.copy(site.archive("ternmq-ra.rar"), server.resolve("ternmq-ra.rar"));
        Files.copy(Site.shared("broker.properties"), server.resolve("broker.properties"));
        Path database = Files.createDirectories(server.resolve("database"));
        for (Path jar : site.database()) {
            Files.copy(jar, database.resolve(jar.getFileName()));
        }
        List<String> properties = List.of("ternmq.url=" + site.brokerUrl(), "ternmq.ledger=" + site.ledger());
        Files.write(server.resolve("bootstrap.properties"), properties, StandardCharsets.UTF_8);
        Files.write(server.resolve("jvm.options"), jvmOptions(site), StandardCharsets.UTF_8);
    }

    /** The server reads them from a file, however it is started. */
    @Override
    public List<String> jvmOptions(Site site) {
        return List.of("-Xmx512m", "-Dderby.stream.error.file=" + site.work().resolve("derby.log"));
    }

    @Override
    public String jndiName(String name) {
        return name;
    }

    @Override
    public WebArchive complete(WebArchive program) {
        return program;
    }

    @Override
    public boolean preparesBackwards() {
        return true;
    }

    @Override
    public ProcessBuilder command(Site site) {
        ProcessBuilder builder =
                new ProcessBuilder(site.home().resolve("bin/server").toString(), "run", "ternmq");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    @Override
    public Path dropFolder(Site site) {
        return configuration(site).resolve("dropins");
    }

    @Override
    public Path messages(Site site) {
        return configuration(site).resolve("messages");
    }

    @Override
    public Path log(Site site) {
        return configuration(site).resolve("logs/messages.log");
    }
}
