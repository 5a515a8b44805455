// SPDX-License-Identifier: Apache-2.0
/** What becomes of a message whose consumer failed: again, later, or to the dead letters. Pure rules without state. */
@NullMarked
package io.ternmq.broker.redelivery;

import org.jspecify.annotations.NullMarked;
