// SPDX-License-Identifier: Apache-2.0
/**
 * The only place that sees everything: puts broker, store, links and clients together, and brings in the machine's
 * clock and threads. Found by the API through {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.ternmq.boot;

import org.jspecify.annotations.NullMarked;
