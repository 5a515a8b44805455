// SPDX-License-Identifier: Apache-2.0
/** The broker as a process of its own: puts the rooms below together and runs them until it is told to stop. */
@NullMarked
package io.ternmq.server;

import org.jspecify.annotations.NullMarked;
