// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

/** Who says that a group is done with an event. */
public enum CommitMode {
    /** Returning from the handler says it; what was handled for good does not come again after a restart. */
    AUTO,
    /** Only {@link GroupDelivery#commit()} says it, for everything of its partition up to that event. */
    MANUAL
}
