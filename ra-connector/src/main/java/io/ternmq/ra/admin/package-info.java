// SPDX-License-Identifier: Apache-2.0
/** Administered objects: queues and topics that a server binds to names. */
@NullMarked
package io.ternmq.ra.admin;

import org.jspecify.annotations.NullMarked;
