// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.api.policy.DestinationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * From now on, settings hold for the destinations of a pattern, or those with which the broker was started hold again.
 *
 * @param pattern pattern of destination names
 * @param policy  the settings, or null for those of the start
 */
public record PolicySet(String pattern, @Nullable DestinationPolicy policy) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onPolicySet(this);
    }
}
