// SPDX-License-Identifier: Apache-2.0
/** Events of a container that are messages, both ways. */
@NullMarked
package io.ternmq.cdi.event;

import org.jspecify.annotations.NullMarked;
