// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.pattern.Channel;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An injection point that is right. Equal ones share what is injected.
 *
 * @param kind      what is injected
 * @param factory   name of the connection factory, empty for the default one
 * @param name      of the channel or pipeline, without a prefix
 * @param channel   the channel; null for a pipeline
 * @param arguments the types
 */
record Place(Kind kind, String factory, String name, @Nullable Channel channel, List<Type> arguments) {}
