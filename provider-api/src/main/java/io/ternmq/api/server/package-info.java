// SPDX-License-Identifier: Apache-2.0
/** A broker inside the program's own process. */
@NullMarked
package io.ternmq.api.server;

import org.jspecify.annotations.NullMarked;
