// SPDX-License-Identifier: Apache-2.0
/** How the log of a standalone broker is written: one entry, one line. The process installs it before anything else. */
@NullMarked
package io.ternmq.server.logging;

import org.jspecify.annotations.NullMarked;
