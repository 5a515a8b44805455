// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.ra.BrokerUrl;
import io.ternmq.ra.PropertyCheck;
import jakarta.resource.spi.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/** What the properties of an adapter may be. */
final class AdapterRules {

    private AdapterRules() {}

    /** Tells all faults at once. */
    static void check(TernResourceAdapter adapter) throws InvalidPropertyException {
        PropertyCheck check = new PropertyCheck(adapter);
        String url = adapter.getUrl();
        BrokerUrl.check(check, "url", url);
        check.that(
                adapter.getPassword() == null || adapter.getUser() != null,
                "user",
                null,
                "the name of the user whose password the property password is");
        check.that(
                adapter.getBrokerConfig() == null || url.startsWith("vm:"),
                "brokerConfig",
                adapter.getBrokerConfig(),
                "left out while url leads to a broker that runs elsewhere; a broker inside the server has a url such as"
                        + " vm://ternmq");
        check.done();
    }

    /** A URL that can be shown: passwords stand behind the question mark. */
    static String withoutQuery(String url) {
        return BrokerUrl.withoutQuery(url);
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
