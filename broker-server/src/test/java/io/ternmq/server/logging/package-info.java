// SPDX-License-Identifier: Apache-2.0
/** What the log looks like. */
@NullMarked
package io.ternmq.server.logging;

import org.jspecify.annotations.NullMarked;
