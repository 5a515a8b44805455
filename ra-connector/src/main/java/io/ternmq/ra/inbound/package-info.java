// SPDX-License-Identifier: Apache-2.0
/**
 * Message-driven beans: their activation properties, and the deliveries on threads of the server. The adapter
 * makes endpoints, the server is called.
 */
@NullMarked
package io.ternmq.ra.inbound;

import org.jspecify.annotations.NullMarked;
