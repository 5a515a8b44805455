// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WildFly, with every port 20,000 higher than usual. */
final class WildFly implements Server {

    private static final String CONFIGURATION = "standalone-ternmq.xml";

    @Override
    public String name() {
        return "wildfly";
    }

    @Override
    public int brokerPort() {
        return 28616;
    }

    @Override
    public int httpPort() {
        return 28080;
    }

    @Override
    public String folder() {
        return "wildfly-";
    }

    @Override
    public void prepare(Site site) throws IOException, InterruptedException {
        Path standalone = site.home().resolve("standalone");
        for (String past : List.of("data", "log", "tmp", "deployments")) {
            Folders.delete(standalone.resolve(past));
        }
        Path deployments = Files.createDirectories(standalone.resolve("deployments"));
        Files.copy(site.archive("ternmq-ra.rar"), deployments.resolve("ternmq-ra.rar"));
        Files.copy(site.archive("ternmq-ra.rar"), deployments.resolve("ternmq-embedded.rar"));
        Files.copy(
                Site.shared("broker.properties"),
                standalone.resolve("configuration/broker.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        module(site);
        Files.copy(
                standalone.resolve("configuration/standalone.xml"),
                standalone.resolve("configuration").resolve(CONFIGURATION),
                StandardCopyOption.REPLACE_EXISTING);
        configure(site);
    }

    private static void module(Site site) throws IOException {
        Path module = Files.createDirectories(site.home().resolve("modules/org/apache/derby/main"));
        Files.copy(site.file("derby-module.xml"), module.resolve("module.xml"), StandardCopyOption.REPLACE_EXISTING);
        for (Path jar : site.database()) {
            Files.copy(jar, module.resolve(jar.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Runs the scripts against the server while it does not run. */
    private static void configure(Site site) throws IOException, InterruptedException {
        List<String> script = new ArrayList<>();
        script.add("embed-server --server-config=" + CONFIGURATION);
        for (String part : List.of("ternmq.cli", "ledger.cli", "tests.cli")) {
            try (Stream<String> lines = Files.lines(site.file(part), StandardCharsets.UTF_8)) {
                lines.forEach(script::add);
            }
        }
        script.add("stop-embedded-server");
        Path file = site.work().resolve("wildfly.cli");
        Files.write(file, script, StandardCharsets.UTF_8);
        List<String> command = java(site, List.of("-Xmx256m"));
        command.addAll(List.of("org.jboss.as.cli", "--file=" + file));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JBOSS_HOME", site.home().toString());
        Commands.run(builder, site.work().resolve("wildfly-cli.log"));
    }

    private static List<String> java(Site site, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Commands.JAVA);
        command.addAll(options);
        command.addAll(List.of(
                "-Djboss.home.dir=" + site.home(),
                "-jar",
                site.home().resolve("jboss-modules.jar").toString(),
                "-mp",
                site.home().resolve("modules").toString()));
        return command;
    }

    @Override
    public List<String> jvmOptions(Site site) {
        return List.of(
                "-Xmx512m",
                "-Djboss.socket.binding.port-offset=20000",
                "-Djboss.tx.node.id=ternmq",
                "-Dternmq.url=" + site.brokerUrl(),
                "-Dternmq.ledger=" + site.ledger(),
                "-Dderby.stream.error.file=" + site.work().resolve("derby.log"),
                // Recovery looks every two seconds instead of every two minutes.
                "-Dcom.arjuna.ats.arjuna.common.RecoveryEnvironmentBean.periodicRecoveryPeriod=2",
                "-Dcom.arjuna.ats.arjuna.common.RecoveryEnvironmentBean.recoveryBackoffPeriod=1",
                "-Dcom.arjuna.ats.jta.common.JTAEnvironmentBean.orphanSafetyInterval=1000");
    }

    @Override
    public String jndiName(String name) {
        return "java:/" + name;
    }

    @Override
    public WebArchive complete(WebArchive program) {
        Path beans = Path.of("src/test/servers/wildfly/jboss-ejb3.xml");
        return program.addAsWebInfResource(beans.toFile(), "jboss-ejb3.xml");
    }

    /** The classes of the adapter that the annotations name. */
    @Override
    public WebArchive completeDefinitions(WebArchive program) {
        return program.addAsWebInfResource(
                Path.of("src/test/servers/wildfly/jboss-deployment-structure.xml").toFile(),
                "jboss-deployment-structure.xml");
    }

    @Override
    public ProcessBuilder command(Site site) {
        List<String> options = new ArrayList<>(jvmOptions(site));
        Path standalone = site.home().resolve("standalone");
        options.add("-Dorg.jboss.boot.log.file=" + standalone.resolve("log/server.log"));
        options.add("-Dlogging.configuration="
                + standalone.resolve("configuration/logging.properties").toUri());
        List<String> command = java(site, options);
        command.addAll(List.of("org.jboss.as.standalone", "--server-config=" + CONFIGURATION));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JBOSS_HOME", site.home().toString());
        return builder;
    }

    @Override
    public Path dropFolder(Site site) {
        return site.home().resolve("standalone/deployments");
    }

    @Override
    public Path messages(Site site) {
        return site.home().resolve("standalone/data/messages");
    }

    @Override
    public Path log(Site site) {
        return site.home().resolve("standalone/log/server.log");
    }
}
