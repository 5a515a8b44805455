// SPDX-License-Identifier: Apache-2.0
/** Who listens to which topics. Owned by the shard; changed only by applying facts. */
@NullMarked
package io.ternmq.broker.subscription;

import org.jspecify.annotations.NullMarked;
