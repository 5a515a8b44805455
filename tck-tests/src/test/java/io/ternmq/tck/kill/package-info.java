// SPDX-License-Identifier: Apache-2.0
/**
 * Kills brokers and does the books. A {@link io.ternmq.tck.kill.Victim} in a Java virtual machine of its own runs a
 * broker and a load, and tells through a pipe what it is about to do and what was done; {@link
 * io.ternmq.tck.kill.KillRun} ends it at random moments, starts the next one on the same store, and lets a {@link
 * io.ternmq.tck.kill.Book} compare what was promised with what came. The process and the
 * remains of a run serve the room below as well; nobody else calls this one.
 */
@NullMarked
package io.ternmq.tck.kill;

import org.jspecify.annotations.NullMarked;
