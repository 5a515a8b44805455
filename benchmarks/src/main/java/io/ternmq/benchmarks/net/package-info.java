// SPDX-License-Identifier: Apache-2.0
/**
 * What the network costs: programs that measure a broker in a process of its own, over the loopback interface, side by
 * side with bare sockets in one run, turn by turn. Nobody calls them but people.
 */
@NullMarked
package io.ternmq.benchmarks.net;

import org.jspecify.annotations.NullMarked;
