// SPDX-License-Identifier: Apache-2.0
/** Streams as programs meet them: through plain JMS and the port of a connection, over every store. */
@NullMarked
package io.ternmq.tck.stream;

import org.jspecify.annotations.NullMarked;
