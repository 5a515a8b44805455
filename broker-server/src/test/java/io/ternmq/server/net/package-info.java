// SPDX-License-Identifier: Apache-2.0
/** Tests of the rooms that speak with the network. */
@NullMarked
package io.ternmq.server.net;

import org.jspecify.annotations.NullMarked;
