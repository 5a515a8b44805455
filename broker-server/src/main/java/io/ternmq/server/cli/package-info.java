// SPDX-License-Identifier: Apache-2.0
/**
 * The command line {@code tern}: one class a command, and the groups of options that several of them share. {@link
 * io.ternmq.server.cli.Tern} is the way in, for the shell and for tests; nobody else calls anything here.
 */
@NullMarked
package io.ternmq.server.cli;

import org.jspecify.annotations.NullMarked;
