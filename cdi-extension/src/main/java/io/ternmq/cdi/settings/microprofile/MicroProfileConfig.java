// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings.microprofile;

import io.ternmq.cdi.settings.Source;
import io.ternmq.cdi.settings.SourceFinder;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Asks the provider of MicroProfile Config, when there is one. */
public final class MicroProfileConfig implements SourceFinder {

    private static final System.Logger LOG = System.getLogger("io.ternmq.cdi");

    /** By name. */
    public MicroProfileConfig() {}

    @Override
    public @Nullable Source find(ClassLoader loader) {
        try {
            return new OfConfig(ConfigProvider.getConfig(loader));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "MicroProfile Config is on the class path without a provider", e);
            return null;
        }
    }

    /** What the provider says at each look-up. */
    private record OfConfig(Config config) implements Source {

        @Override
        public @Nullable String find(String key) {
            return config.getOptionalValue(key, String.class).orElse(null);
        }

        @Override
        public Collection<String> keys() {
            List<String> names = new ArrayList<>();
            config.getPropertyNames().forEach(names::add);
            return names;
        }
    }
}
