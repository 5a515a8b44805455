// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * GlassFish, and Payara, which has grown from it. A domain of the tests' own is made, started, set up by the scripts
 * and stopped again.
 *
 * @param name {@code glassfish} or {@code payara}
 * @param base what all its ports begin with
 */
record GlassFish(String name, int base) implements Server {

    private static final String DOMAIN = "ternmq";

    /** Ports from 30,000 on. */
    static GlassFish plain() {
        return new GlassFish("glassfish", 30_000);
    }

    /** Ports from 31,000 on. */
    static GlassFish payara() {
        return new GlassFish("payara", 31_000);
    }

    @Override
    public String folder() {
        return name;
    }

    @Override
    public int brokerPort() {
        return base + 616;
    }

    @Override
    public int httpPort() {
        return base + 80;
    }

    private int adminPort() {
        return base + 48;
    }

    private boolean isPayara() {
        return name.equals("payara");
    }

    private static Path domain(Site site) {
        return site.home().resolve("glassfish/domains").resolve(DOMAIN);
    }

    @Override
    public void prepare(Site site) throws IOException, InterruptedException {
        Folders.delete(domain(site));
        run(site, "create-domain", "--nopassword=true", "--portbase=" + base, DOMAIN);
        keepToLoopback(domain(site).resolve("config/domain.xml"));
        for (Path jar : site.database()) {
            if (isPayara() || jar.getFileName().toString().equals("ledger.jar")) {
                Files.copy(jar, domain(site).resolve("lib").resolve(jar.getFileName()));
            }
        }
        run(site, "start-domain", DOMAIN);
        try {
            run(site, "multimode", "--file=" + script(site));
        } finally {
            run(site, "stop-domain", DOMAIN);
        }
    }

    /** Before the first start: nobody else is to reach the server, and it does not start what it does not need. */
    private static void keepToLoopback(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8)
                .replace("\"0.0.0.0\"", "\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace("<jms-service type=\"EMBEDDED\"", "<jms-service type=\"DISABLE\"")
                .replaceAll("<hazelcast-config-specific-configuration", "$0 enabled=\"false\"")
                .replaceAll("(?m)^.*org.glassfish.additionalOSGiBundlesToStart.*$", "");
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** All scripts in one, beside the archive that one of them names. */
    private Path script(Site site) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String part : List.of("../glassfish/ternmq.asadmin", "../glassfish/tests.asadmin")) {
            all.append(Files.readString(site.file(part), StandardCharsets.UTF_8));
        }
        if (isPayara()) {
            all.append(Files.readString(site.file("payara.asadmin"), StandardCharsets.UTF_8));
        }
        String text = all.toString()
                .replace("61616", Integer.toString(brokerPort()))
                .replace("${ternmq.ledger}", site.ledger().toString());
        return Files.writeString(site.work().resolve("all.asadmin"), text, StandardCharsets.UTF_8);
    }

    /** Runs one command of the server; the tool says that a script of many went well even when one of them did not. */
    private void run(Site site, String... command) throws IOException, InterruptedException {
        Path log = site.work().resolve("asadmin.log");
        Commands.run(asadmin(site, command).directory(site.archives().toFile()), log);
        if (Files.readString(log, StandardCharsets.UTF_8).contains(" failed.")) {
            throw new IOException("The server has not taken a command. " + Folders.tail(log, 60));
        }
    }

    private ProcessBuilder asadmin(Site site, String... command) {
        Path tool = site.home().resolve("glassfish/bin/asadmin");
        ProcessBuilder builder = new ProcessBuilder(tool.toString(), "--port=" + adminPort());
        builder.command().addAll(List.of(command));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        return builder;
    }

    /** The domain has its own. */
    @Override
    public List<String> jvmOptions(Site site) {
        return List.of();
    }

    @Override
    public String jndiName(String name) {
        return name;
    }

    @Override
    public WebArchive complete(WebArchive program) {
        Path beans = Path.of("src/test/servers/glassfish/glassfish-ejb-jar.xml");
        return program.addAsWebInfResource(beans.toFile(), "glassfish-ejb-jar.xml");
    }

    @Override
    public ProcessBuilder command(Site site) {
        return asadmin(site, "start-domain", "--verbose=true", DOMAIN);
    }

    @Override
    public Path dropFolder(Site site) {
        return domain(site).resolve("autodeploy");
    }

    @Override
    public Path log(Site site) {
        return domain(site).resolve("logs/server.log");
    }
}
