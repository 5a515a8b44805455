// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names of brokers: readable, allowed in a URI, different for any two tests of a run, and the same in every run. */
final class BrokerNames {

    private static final int LONGEST = 40;

    private BrokerNames() {}

    static String of(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        String readable = method.substring(0, Math.min(LONGEST, method.length()));
        return "test-" + readable + '-' + Integer.toHexString(context.getUniqueId().hashCode());
    }
}
