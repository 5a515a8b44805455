// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.ra.Login;
import io.ternmq.ra.Placed;
import io.ternmq.ra.inbound.Endpoints;
import io.ternmq.ra.inbound.TernActivationSpec;
import jakarta.resource.spi.ActivationSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
                Target target = target(adapter, ours);
                targets.merge(target.url(), target, RecoveryTargets::same);
            }
        }
        return targets.values();
    }

    private static Target target(TernResourceAdapter adapter, TernActivationSpec spec) {
        Optional<Placed> factory = Endpoints.lookedUp(spec);
        String said = factory.isPresent() ? factory.get().url() : spec.getUrl();
        Login login = adapter.login().or(spec.login());
        return new Target(
                said == null ? adapter.getUrl() : said,
                factory.map(placed -> login.or(placed.login())).orElse(login));
    }

    private static Target same(Target first, Target other) {
        return new Target(first.url(), first.login().or(other.login()));
    }
}
