// SPDX-License-Identifier: Apache-2.0
/** The HTTP port, asked over the network by clients that behave and by clients that do not. */
@NullMarked
package io.ternmq.server.http;

import org.jspecify.annotations.NullMarked;
