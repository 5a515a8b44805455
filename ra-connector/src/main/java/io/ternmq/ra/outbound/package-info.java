// SPDX-License-Identifier: Apache-2.0
/**
 * Managed connections: what a server pools, enlists and shares, and the connections that programs hold over them.
 * The server and programs call.
 */
@NullMarked
package io.ternmq.ra.outbound;

import org.jspecify.annotations.NullMarked;
