// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /** The usual name, and no other domain beside it: Arquillian can stop GlassFish only when it is not told a name. */
    private static final String DOMAIN = "domain1";

    /** The tool gives a server a minute to start, which may be too little beside other work. In milliseconds. */
    private static final List<String> PATIENCE =
            List.of("", "export AS_START_TIMEOUT=110000", "export AS_STOP_TIMEOUT=110000");

    /** What keeps Payara from calling home and from opening ports for a cluster. */
    private static final String ALONE = """
            <phone-home-runtime-configuration enabled="false"/>
            <hazelcast-config-specific-configuration enabled="false"/>
            """;

    /**
     * The server's own broker, which would open a port on all addresses, is nowhere (Payara) or said to be elsewhere
     * (GlassFish, which knows no nowhere).
     */
    private static final String BROKER = """
            <jms-service type="%s" default-jms-host="default_JMS_host"/>
            """;

    /** What both add at the first start, but only when they add a service with a broker, too. */
    private static final String FACTORY = """
            <connector-connection-pool name="jms/__defaultConnectionFactory-Connection-Pool"
                resource-adapter-name="jmsra" connection-definition-name="jakarta.jms.ConnectionFactory"/>
            <connector-resource jndi-name="jms/__defaultConnectionFactory" object-type="system-all-req"
                pool-name="jms/__defaultConnectionFactory-Connection-Pool"/>
            """;

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

    private static Path domains(Site site) {
        return site.home().resolve("glassfish/domains");
    }

    private static Path domain(Site site) {
        return domains(site).resolve(DOMAIN);
    }

    @Override
    public void prepare(Site site) throws IOException, InterruptedException {
        Folders.delete(domains(site));
        Files.createDirectories(domains(site));
        waitLonger(site.home().resolve("glassfish/config/asenv.conf"));
        run(site, "create-domain", "--nopassword=true", "--portbase=" + base, DOMAIN);
        keepToLoopback(configuration(site));
        for (Path jar : site.database()) {
            if (isPayara() || jar.getFileName().toString().equals("ledger.jar")) {
                Files.copy(jar, domain(site).resolve("lib").resolve(jar.getFileName()));
            }
        }
        Files.copy(Site.shared("broker.properties"), domain(site).resolve("config/broker.properties"));
        run(site, "start-domain", DOMAIN);
        try {
            run(site, "multimode", "--file=" + script(site));
        } finally {
            run(site, "stop-domain", DOMAIN);
        }
        Files.copy(configuration(site), prepared(site));
    }

    private static Path configuration(Site site) {
        return domain(site).resolve("config/domain.xml");
    }

    private static Path prepared(Site site) {
        return site.work().resolve("domain.xml");
    }

    /** In the file that the tool reads, so that it holds for Arquillian, too. */
    private static void waitLonger(Path file) throws IOException {
        if (!Files.readAllLines(file, StandardCharsets.UTF_8).containsAll(PATIENCE)) {
            Files.write(file, PATIENCE, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        }
    }

    /** Before the first start: nobody else is to reach the server, and it does not start what it does not need. */
    private void keepToLoopback(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8)
                .replace("\"0.0.0.0\"", "\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replaceAll("(?m)^.*org.glassfish.additionalOSGiBundlesToStart.*$", "")
                .replace("<hazelcast-config-specific-configuration></hazelcast-config-specific-configuration>", ALONE)
                .replaceFirst("<config name=\"server-config\">", "$0" + broker())
                .replaceFirst("</resources>", FACTORY + "</resources>")
                .replaceFirst("</server>", "<resource-ref ref=\"jms/__defaultConnectionFactory\"/></server>");
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private String broker() {
        return BROKER.formatted(isPayara() ? "DISABLED" : "REMOTE");
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

    /** The list of programs is in the configuration; those that are in it cannot be deployed another time. */
    @Override
    public void forget(Site site) throws IOException {
        Files.copy(prepared(site), configuration(site), StandardCopyOption.REPLACE_EXISTING);
        Folders.delete(domain(site).resolve("applications").resolve(Programs.BEANS));
        Folders.delete(dropFolder(site).resolve(".autodeploystatus"));
    }

    /** GlassFish does not find the listeners of a deployment when it takes them off its list; they know the loader. */
    @Override
    public boolean keepsLoaders() {
        return !isPayara();
    }

    @Override
    public Path messages(Site site) {
        return domain(site).resolve("messages");
    }

    @Override
    public Path log(Site site) {
        return domain(site).resolve("logs/server.log");
    }
}
