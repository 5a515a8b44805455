// SPDX-License-Identifier: Apache-2.0
/** The command line, run in this process against a broker in memory. */
@NullMarked
package io.ternmq.server.cli;

import org.jspecify.annotations.NullMarked;
