// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.container.CdiStage;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description as a file, and without what writes it. */
class DescriptionTest {

    private final CdiStage stage = CdiStage.open();

    @AfterEach
    void end() {
        stage.close();
    }

    /** Sends. */
    @Dependent
    public static class Shop {
        @Inject @Channel("orders") Publisher<String> orders;
    }

    @Test
    void isWrittenWhereTheSettingsSay(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("deep").resolve("asyncapi.json");
        stage.with("ternmq.asyncapi.file", file.toString().replace('\\', '/')).start(Shop.class);
        assertThat(Files.readString(file)).contains("\"asyncapi\"", "orders");
    }

    @Test
    void placeWhereNothingCanBeWrittenIsTold(@TempDir Path directory) throws IOException {
        Path taken = Files.createFile(directory.resolve("taken"));
        String file = taken.resolve("asyncapi.json").toString().replace('\\', '/');
        stage.with("ternmq.asyncapi.file", file);
        assertThatThrownBy(() -> stage.start(Shop.class))
                .hasStackTraceContaining("asyncapi.json cannot be written to")
                .hasStackTraceContaining("change ternmq.asyncapi.file");
    }

    /** Loads this room anew, where there is no JSON. */
    private static final class WithoutJson extends ClassLoader {

        WithoutJson() {
            super(AsyncApi.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.json.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith(AsyncApi.class.getPackageName() + '.')
                    ? anew(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> anew(String name) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void withoutJsonItSaysWhatIsMissing() throws ReflectiveOperationException {
        Class<?> type = new WithoutJson().loadClass(AsyncApi.class.getName());
        Object api = type.getConstructor(String.class, String.class, List.class).newInstance("Shop", "1", List.of());
        assertThatThrownBy(() -> type.getMethod("describe", List.class).invoke(api, List.of()))
                .isInstanceOf(InvocationTargetException.class)
                .hasStackTraceContaining("add jakarta.json:jakarta.json-api and an implementation");
    }
}
