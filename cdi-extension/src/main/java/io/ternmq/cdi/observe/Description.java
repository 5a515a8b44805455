// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How the program of a container is described.
 *
 * @param settings of the program
 * @param beans    of the container
 */
record Description(Settings settings, BeanContainer beans) {

    AsyncApi asyncApi() {
        return new AsyncApi(settings.text(Key.ASYNCAPI_TITLE), settings.text(Key.ASYNCAPI_VERSION), urls());
    }

    /** Where the settings say; of a connection factory that the program makes itself, nobody knows. */
    private List<String> urls() {
        List<String> urls = new ArrayList<>();
        if (isFromSettings()) {
            urls.add(settings.endpoint("").url());
        }
        settings.factories().forEach(name -> urls.add(settings.endpoint(name).url()));
        return urls;
    }

    private boolean isFromSettings() {
        return beans.getBeans(ConnectionFactory.class, Default.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .anyMatch(type -> type.getName().startsWith("io.ternmq.cdi.context."));
    }
}
