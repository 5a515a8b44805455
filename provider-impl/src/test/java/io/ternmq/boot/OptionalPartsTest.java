// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.TraceMode;
import io.ternmq.pattern.PlainTracing;
import io.ternmq.pattern.Tracing;
import io.ternmq.pattern.otel.OtelTracing;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class loaders that show other things than the class path has, as those of servers do. */
class OptionalPartsTest {

    private static final String TELEMETRY = "io.opentelemetry.api.GlobalOpenTelemetry";

    @TempDir
    private Path server;

    /** Shows a program the telemetry that a directory holds, or none; {@link OptionalParts} is a class of its own. */
    private static final class Shown extends ClassLoader {

        private final Path telemetry;

        Shown(Path telemetry) {
            super(OptionalPartsTest.class.getClassLoader());
            this.telemetry = telemetry;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            if (name.equals(OptionalParts.class.getName())) {
                return define(name, own(name));
            }
            return name.equals(TELEMETRY) ? define(name, shown(name)) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name, byte... bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }

        private byte[] own(String name) throws ClassNotFoundException {
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(pathOf(name)), name)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private byte[] shown(String name) throws ClassNotFoundException {
            try {
                return Files.readAllBytes(telemetry.resolve(pathOf(name)));
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static String pathOf(String name) {
            return name.replace('.', '/') + ".class";
        }
    }

    private static MessagingSettings settings(TraceMode mode) {
        return new MessagingSettings(
                new TernConnectionFactory("vm://unused"),
                null,
                null,
                new Execution.Detect(),
                null,
                null,
                mode,
                Duration.ofSeconds(1));
    }

    /** What is chosen in a program that sees what the server shows. */
    private Tracing chosenInTheServer() throws Exception {
        Class<?> parts = Class.forName(OptionalParts.class.getName(), true, new Shown(server));
        Method tracing = parts.getDeclaredMethod("tracing", MessagingSettings.class);
        tracing.setAccessible(true);
        return (Tracing) tracing.invoke(null, settings(TraceMode.PARENT));
    }

    private void show(String members) throws IOException {
        Path source = Files.writeString(
                server.resolve("GlobalOpenTelemetry.java"),
                "package io.opentelemetry.api; public final class GlobalOpenTelemetry { " + members + " }");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", server.toString(), source.toString());
        assertThat(result).as("compiled").isZero();
    }

    @Test
    void takesTheTelemetryOfTheClassPathUnlessItIsNotWanted() {
        assertThat(OptionalParts.tracing(settings(TraceMode.PARENT))).isInstanceOf(OtelTracing.class);
        assertThat(OptionalParts.tracing(settings(TraceMode.OFF))).isInstanceOf(PlainTracing.class);
    }

    @Test
    void takesATelemetryThatAServerShowsAndThatHasWhatIsAskedFor() throws Exception {
        show("public static Object getOrNoop() { return null; }");
        assertThat(chosenInTheServer()).isInstanceOf(OtelTracing.class);
    }

    @Test
    void makesDoWithoutATelemetryThatIsTooOld() throws Exception {
        show("public static Object get() { return null; }");
        assertThat(chosenInTheServer()).isInstanceOf(PlainTracing.class);
    }

    @Test
    void makesDoWithoutAnyTelemetry() throws Exception {
        assertThat(chosenInTheServer()).isInstanceOf(PlainTracing.class);
    }
}
