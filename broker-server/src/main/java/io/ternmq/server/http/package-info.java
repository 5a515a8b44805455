// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP port: health, metrics and management. A request becomes an {@code Ask}, the {@code Router} finds who answers
 * it, the {@code Doorkeeper} who asks; one class for each kind of resource turns it into calls of the broker's
 * management. Nothing here blocks a thread that serves connections. The server process opens and closes it.
 */
@NullMarked
package io.ternmq.server.http;

import org.jspecify.annotations.NullMarked;
