// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code samples/jakarta-ee}, as it is built. It is for two of the servers. */
@OnServer
@EnabledIfSystemProperty(named = "ternmq.server", matches = "wildfly|openliberty")
class JakartaEeSampleTest {

    private final HttpClient client = HttpClient.newHttpClient();

    /** The sample. */
    @Deployment(testable = false)
    static WebArchive sample() {
        Path servers = Path.of(System.getProperty("ternmq.servers", "target/servers"));
        return ShrinkWrap.create(ZipImporter.class, "quakes.war")
                .importFrom(servers.resolve("archives/ternmq-sample-jakarta-ee.war").toFile())
                .as(WebArchive.class);
    }

    @Test
    void everyReportAndEveryAlertIsWrittenOnceAndTheImpossibleOneIsPutAside(Site site) throws Exception {
        assertThat(send(post(site, "reports/week", "")).statusCode()).isEqualTo(202);
        assertThat(send(post(
                                site,
                                "reports",
                                "{\"id\": \"x\", \"network\": \"us\", \"magnitude\": 11, \"place\": \"nowhere\"}"))
                        .statusCode())
                .isEqualTo(202);

        HttpRequest counts = HttpRequest.newBuilder(address(site, "reports")).build();
        Await.that(
                "everything is in the database or put aside",
                Duration.ofSeconds(90),
                () -> body(counts) + "\n" + Folders.tail(site.server().log(site), 60),
                () -> body(counts).equals("{\"alerts\":39,\"refused\":1,\"reports\":1707}"));
    }

    private String body(HttpRequest request) {
        try {
            return send(request).body();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest post(Site site, String path, String body) {
        return HttpRequest.newBuilder(address(site, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static URI address(Site site, String path) {
        return URI.create("http://127.0.0.1:" + site.server().httpPort() + "/quakes/" + path);
    }
}
