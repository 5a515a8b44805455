// SPDX-License-Identifier: Apache-2.0
/** What operators see and do, through a whole broker with a client. */
@NullMarked
package io.ternmq.tck.management;

import org.jspecify.annotations.NullMarked;
