// SPDX-License-Identifier: Apache-2.0
/** The page about application servers, held against the files that it quotes; nobody calls. */
@NullMarked
package io.ternmq.tck.servers;

import org.jspecify.annotations.NullMarked;
