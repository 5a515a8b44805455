// SPDX-License-Identifier: Apache-2.0
/** What happens when: delivery times, ends of life, ends of redelivery pauses. Owned by the shard. */
@NullMarked
package io.ternmq.broker.schedule;

import org.jspecify.annotations.NullMarked;
