// SPDX-License-Identifier: Apache-2.0
/**
 * What beans get injected: the desk that has opened it all, the producers, and what is checked about injection points
 * before anything is opened. Called by the container, and by the rooms that start and stop it.
 */
@NullMarked
package io.ternmq.cdi.inject;

import org.jspecify.annotations.NullMarked;
