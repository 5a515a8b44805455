// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests against each other and against what the broker makes of its configuration. */
class KubernetesTest {

    private static final Path FOLDER = Places.DEPLOY.resolve("kubernetes");

    @TempDir
    private Path temporary;

    private static Node manifest(String name) throws IOException {
        return Places.yaml(FOLDER.resolve(name));
    }

    private static Node pod() throws IOException {
        return manifest("statefulset.yaml").at("spec", "template", "spec");
    }

    private static Node container() throws IOException {
        return pod().at("containers", 0);
    }

    private ServerSettings configured() throws IOException {
        String text = manifest("configmap.yaml").at("data", "tern.yaml").text();
        return Places.settings(Files.writeString(temporary.resolve("tern.yaml"), text));
    }

    @Test
    void kindsAreThoseThatAreExpected() throws IOException {
        for (List<String> each : List.of(
                List.of("kustomization.yaml", "kustomize.config.k8s.io/v1beta1", "Kustomization"),
                List.of("configmap.yaml", "v1", "ConfigMap"),
                List.of("service.yaml", "v1", "Service"),
                List.of("statefulset.yaml", "apps/v1", "StatefulSet"))) {
            Node manifest = manifest(each.get(0));
            assertThat(manifest.at("apiVersion").text()).isEqualTo(each.get(1));
            assertThat(manifest.at("kind").text()).isEqualTo(each.get(2));
        }
        assertThat(manifest("kustomization.yaml").at("resources").value())
                .isEqualTo(List.of("configmap.yaml", "service.yaml", "statefulset.yaml"));
    }

    @Test
    void imageIsOfThisVersion() throws IOException {
        String project = Files.readString(Places.MODULE.resolve("pom.xml"));
        String version = project.replaceAll("(?s).*?<version>(.*?)<.*", "$1");
        assertThat(container().at("image").text()).isEqualTo("ternmq");
        assertThat(manifest("kustomization.yaml").at("images").named("ternmq").at("newTag").text()).isEqualTo(version);
    }

    @Test
    void portsAreThoseThatTheBrokerListensOn() throws IOException {
        ServerSettings settings = configured();
        Node ports = container().at("ports");
        assertThat(ports.named("messaging").at("containerPort").value()).isEqualTo(settings.acceptors().get(0).port());
        assertThat(ports.named("http").at("containerPort").value()).isEqualTo(settings.http().port()).isEqualTo(8161);
        Node service = manifest("service.yaml").at("spec", "ports");
        assertThat(service.named("messaging").at("port").value()).isEqualTo(61_616);
        assertThat(service.named("messaging").at("targetPort").text()).isEqualTo("messaging");
        assertThat(service.named("http").at("targetPort").text()).isEqualTo("http");
        assertThat(settings.acceptors().get(0).host()).isEqualTo("0.0.0.0");
        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void probesAskForHealth() throws IOException {
        for (List<String> each : List.of(
                List.of("startupProbe", "/health/live"),
                List.of("livenessProbe", "/health/live"),
                List.of("readinessProbe", "/health/ready"))) {
            Node probe = container().at(each.get(0), "httpGet");
            assertThat(probe.at("path").text()).isEqualTo(each.get(1));
            assertThat(probe.at("port").text()).isEqualTo("http");
        }
    }

    @Test
    void nothingRunsAsRootOrWritesWhereItShouldNot() throws IOException {
        assertThat(pod().at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
        assertThat(pod().at("securityContext", "runAsUser").value()).isNotEqualTo(0);
        assertThat(pod().at("automountServiceAccountToken").value()).isEqualTo(false);
        assertThat(pod().at("enableServiceLinks").value()).isEqualTo(false);
        Node context = container().at("securityContext");
        assertThat(context.at("readOnlyRootFilesystem").value()).isEqualTo(true);
        assertThat(context.at("allowPrivilegeEscalation").value()).isEqualTo(false);
        assertThat(context.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));
    }

    @Test
    void whatTheBrokerReadsAndWritesIsMounted() throws IOException {
        ServerSettings settings = configured();
        Node mounts = container().at("volumeMounts");
        assertThat(settings.store()).startsWith("file:" + mounts.named("data").at("mountPath").text() + "/");
        Path users = settings.security().users();
        assertThat(users).isNotNull();
        assertThat(String.valueOf(users.getParent())).isEqualTo(mounts.named("users").at("mountPath").text());
        assertThat(container().at("args").value())
                .isEqualTo(List.of("run", "--config", mounts.named("config").at("mountPath").text() + "/tern.yaml"));
        Node statefulSet = manifest("statefulset.yaml");
        assertThat(statefulSet.at("spec", "volumeClaimTemplates", 0, "metadata", "name").text()).isEqualTo("data");
        assertThat(pod().at("volumes").named("config").at("configMap", "name").text())
                .isEqualTo(manifest("configmap.yaml").at("metadata", "name").text());
        assertThat(pod().at("volumes").named("tmp").at("emptyDir").value()).isNotNull();
        assertThat(pod().at("volumes").named("users").at("secret", "secretName").text()).isEqualTo("ternmq-users");
    }

    @Test
    void selectorsMeetTheLabels() throws IOException {
        Node statefulSet = manifest("statefulset.yaml");
        Object labels = statefulSet.at("spec", "template", "metadata", "labels").value();
        assertThat(statefulSet.at("spec", "selector", "matchLabels").value()).isEqualTo(labels);
        assertThat(manifest("service.yaml").at("spec", "selector").value()).isEqualTo(labels);
        assertThat(statefulSet.at("spec", "serviceName").text())
                .isEqualTo(manifest("service.yaml").at("metadata", "name").text());
        assertThat(statefulSet.at("spec", "replicas").value()).isEqualTo(1);
    }

    @Test
    void clusterWaitsLongerThanTheBrokerDrains() throws IOException {
        long seconds = Long.parseLong(pod().at("terminationGracePeriodSeconds").text());
        assertThat(seconds * 1_000).isGreaterThan(configured().process().shutdown().drainMillis() + 10_000);
    }
}
