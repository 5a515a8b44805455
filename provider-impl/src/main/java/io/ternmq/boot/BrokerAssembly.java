// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.server.BrokerSettings;
import io.ternmq.common.Environment;
import io.ternmq.link.LinkService;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What a broker is put together from. Programs describe brokers by {@link BrokerSettings}; tests put in their own
 * clock, store, chance and link.
 *
 * @param settings    what the user may choose
 * @param environment clock and threads
 * @param random      makes the broker's identity
 * @param storeOpener opens the store when the broker starts
 * @param link        stands between clients and the broker; the identity for none
 * @param isAutomatic whether the broker stops when the last connection is closed
 */
public record BrokerAssembly(
        BrokerSettings settings,
        Environment environment,
        RandomGenerator random,
        StoreOpener storeOpener,
        UnaryOperator<LinkService> link,
        boolean isAutomatic) {}
