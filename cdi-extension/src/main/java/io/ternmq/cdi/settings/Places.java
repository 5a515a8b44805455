// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places of {@link Settings}, in their order. */
final class Places {

    private static final System.Logger LOG = System.getLogger("io.ternmq.cdi");
    private static final String ROOM = Places.class.getPackageName();

    private Places() {}

    static List<Source> of(ClassLoader loader) {
        List<Source> places = new ArrayList<>();
        places.add(new SystemProperties());
        Source config = microProfile(loader);
        places.add(config == null ? new Environment(System.getenv()) : config);
        places.addAll(files(Path.of(""), loader));
        return places;
    }

    /** Our own files, those of the directory before those of the class path. */
    static List<Source> files(Path directory, ClassLoader loader) {
        List<Source> places = new ArrayList<>();
        places.addAll(new SettingsFile("tern.yaml", input -> yaml().read(input)).find(directory, loader));
        places.addAll(new SettingsFile("ternmq.properties", PropertiesFile::read).find(directory, loader));
        return places;
    }

    private static @Nullable Source microProfile(ClassLoader loader) {
        if (!isPresent("org.eclipse.microprofile.config.ConfigProvider")) {
            return null;
        }
        SourceFinder finder = make(ROOM + ".microprofile.MicroProfileConfig", SourceFinder.class);
        Source source = finder.find(loader);
        if (source != null) {
            warn(source);
        }
        return source;
    }

    /**
     * Other programs put what they like into MicroProfile Config, so what is unknown there is no error. System
     * properties and variables are in it too; their names may be those of other parts of TernMQ, or guessed.
     */
    private static void warn(Source source) {
        List<String> unknown = KnownKeys.unknown(source.keys()).stream()
                .filter(key -> System.getProperty(key) == null && System.getenv(Key.variable(key)) == null)
                .toList();
        if (!unknown.isEmpty()) {
            LOG.log(Level.WARNING, KnownKeys.sentence("MicroProfile Config", unknown));
        }
    }

    private static FileReader yaml() {
        if (!isPresent("org.yaml.snakeyaml.Yaml")) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "There is a tern.yaml, and nothing that reads YAML:"
                    + " add org.yaml:snakeyaml, or write the same keys into ternmq.properties.");
        }
        return make(ROOM + ".yaml.YamlFile", FileReader.class);
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, Places.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            LOG.log(Level.TRACE, "Not on the class path: {0}", name);
            return false;
        }
    }

    private static <T> T make(String name, Class<T> type) {
        try {
            return type.cast(Class.forName(name, true, Places.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException e) {
            throw new ProviderException(ErrorCode.INTERNAL, name + " cannot be made.", e);
        }
    }
}
