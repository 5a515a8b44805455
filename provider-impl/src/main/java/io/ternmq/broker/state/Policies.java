// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.message.Address;
import io.ternmq.routing.PatternMap;
import io.ternmq.routing.TopicPattern;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of destinations: those of the start, and above them those that were set while the broker ran. Of several
 * patterns that match, the most specific one decides, whoever set it. Owned by the shard.
 */
public final class Policies {

    private final PatternMap<DestinationPolicy> ofTheStart;
    private final Map<String, DestinationPolicy> setLater = new TreeMap<>();
    private PatternMap<DestinationPolicy> all;

    Policies(PatternMap<DestinationPolicy> ofTheStart) {
        this.ofTheStart = ofTheStart;
        this.all = ofTheStart;
    }

    DestinationPolicy find(Address address) {
        return all.find(address.name()).orElse(DestinationPolicy.DEFAULT);
    }

    /** What was set while the broker ran, by pattern. */
    public Map<String, DestinationPolicy> setLater() {
        return setLater;
    }

    /** Applies: settings for a pattern, or none of its own any more. */
    void set(String pattern, @Nullable DestinationPolicy policy) {
        if (policy == null) {
            setLater.remove(pattern);
        } else {
            setLater.put(pattern, policy);
        }
        PatternMap<DestinationPolicy> merged = ofTheStart;
        for (Map.Entry<String, DestinationPolicy> setting : setLater.entrySet()) {
            merged = merged.with(TopicPattern.parse(setting.getKey()), setting.getValue());
        }
        all = merged;
    }
}
