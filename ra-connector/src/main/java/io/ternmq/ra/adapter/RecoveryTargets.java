// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.ra.Login;
import io.ternmq.ra.inbound.TernActivationSpec;
import jakarta.resource.spi.ActivationSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The brokers that recovery asks: each once, however many endpoints speak to it. */
final class RecoveryTargets {

    /**
     * A broker.
     *
     * @param url   where it is
     * @param login who asks it: the adapter's own user where there is one, since an endpoint's may not see every branch
     */
    record Target(String url, Login login) {

        @Override
        public String toString() {
            return AdapterRules.withoutQuery(url);
        }
    }

    private RecoveryTargets() {}

    static Collection<Target> of(TernResourceAdapter adapter, ActivationSpec @Nullable [] specs) {
        Map<String, Target> targets = new LinkedHashMap<>();
        targets.put(adapter.getUrl(), new Target(adapter.getUrl(), adapter.login()));
        for (ActivationSpec spec : specs == null ? new ActivationSpec[0] : specs) {
            if (spec instanceof TernActivationSpec ours) {
                String url = ours.getUrl() == null ? adapter.getUrl() : ours.getUrl();
                Login login = adapter.login().or(ours.login());
                targets.merge(url, new Target(url, login), (first, other) -> new Target(url, first.login().or(login)));
            }
        }
        return targets.values();
    }
}
