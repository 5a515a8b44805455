// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What differs between application servers. One class for each; {@link Site} calls, on the test's thread. */
interface Server {

    /** The server that the system property {@code ternmq.server} names. */
    static Server chosen() {
        String name = System.getProperty("ternmq.server", "wildfly");
        return switch (name) {
            case "wildfly" -> new WildFly();
            case "openliberty" -> new OpenLiberty();
            case "glassfish" -> GlassFish.plain();
            case "payara" -> GlassFish.payara();
            default -> throw new IllegalArgumentException("ternmq.server is " + name
                    + ", not one of wildfly, openliberty, glassfish, payara.");
        };
    }

    /** As in {@code arquillian.xml}; its configuration is in {@code src/test/servers/<name>}. */
    String name();

    /** How the name of the folder begins that the server's zip unpacks to. */
    String folder();

    /** Where clients reach the broker of the tests; no two servers share it. */
    int brokerPort();

    /** Where the server takes HTTP. */
    int httpPort();

    /**
     * Makes the unpacked server ready: the adapter as {@code ternmq-ra}, Derby, and what is listed below, all from
     * files of the configuration folder. May be called again on a directory that it has made ready before.
     *
     * <ul>
     *   <li>adapter at the URL {@link Site#brokerUrl}; adapter of all message-driven beans but one
     *   <li>{@code jms/factory}, XA, at the adapter's broker, and default factory of the platform
     *   <li>{@code jms/inside}, XA, at {@link Site#INSIDE}, a broker in the server
     *   <li>{@code jms/audits}, administered queue with the physical name {@code office.audits}
     *   <li>{@code jms/echoes}, administered queue with the physical name {@code mountain.echoes}
     *   <li>a second adapter, {@code ternmq-embedded}, with a broker in the server: its files are in {@link
     *       #messages}, its settings are those of {@code broker.properties}; adapter of the bean {@code Memos}
     *   <li>{@code jms/embedded}, XA, at that adapter's broker
     *   <li>{@code jdbc/ledger}, XA, class {@code io.ternmq.servers.ledger.TrapDataSource}, its property
     *       {@code databaseName} is {@link Site#ledger}; no user
     * </ul>
     */
    void prepare(Site site) throws IOException, InterruptedException;

    /** Options of the server's Java machine; in {@code arquillian.xml} they are <code>${ternmq.jvm}</code>. */
    List<String> jvmOptions(Site site);

    /** The server's name for what {@link #prepare} has defined: of {@code jms/factory} and so on. */
    String jndiName(String name);

    /** Adds the descriptors that this server alone reads. */
    WebArchive complete(WebArchive program);

    /** The same for the program that defines its factory and its queue by annotations. */
    default WebArchive completeDefinitions(WebArchive program) {
        return program;
    }

    /** Starts the server without Arquillian, as a process that dies when it is told to; not started yet. */
    ProcessBuilder command(Site site);

    /** Where a program is put to be deployed by a server that was started by {@link #command}. */
    Path dropFolder(Site site);

    /** Where the second adapter's broker keeps its files. */
    Path messages(Site site);

    /** Forgets a program that was in {@link #dropFolder}; the server does not run. */
    default void forget(Site site) throws IOException {}

    /**
     * Whether a transaction asks the resource that has joined it last to prepare first. All commit in the order of
     * joining.
     */
    default boolean preparesBackwards() {
        return false;
    }

    /** Whether the server itself holds on to the class loader of each program that is gone, whatever the program. */
    default boolean keepsLoaders() {
        return false;
    }

    /** The server's own log. */
    Path log(Site site);
}
