// SPDX-License-Identifier: Apache-2.0
/** What message-driven beans may rely on. */
@NullMarked
package io.ternmq.ra.inbound;

import org.jspecify.annotations.NullMarked;
