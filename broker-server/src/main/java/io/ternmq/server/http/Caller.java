// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.Action;
import io.ternmq.api.spi.Identity;
import io.ternmq.broker.session.Guard;

/**
 * Somebody who was let in, and what they may do.
 *
 * @param identity who it is
 * @param guard    knows the permissions
 */
record Caller(Identity identity, Guard guard) {

    /** The name on which a permission opens {@code /metrics}. */
    static final String METRICS = "ternmq.metrics";

    /** The name on which a permission opens the list of connections. */
    static final String CONNECTIONS = "ternmq.connections";

    /** The name on which a permission opens the branches of distributed transactions. */
    static final String TRANSACTIONS = "ternmq.transactions";

    /** Whether figures and messages of a name may be seen. */
    boolean maySee(String name) {
        return guard.may(identity, Action.BROWSE, name) || guard.may(identity, Action.MANAGE, name);
    }

    /** Refuses whoever may not see what belongs to a name. */
    void mustSee(String name) {
        if (!maySee(name)) {
            throw refusal("see", name, "browse or manage");
        }
    }

    /** Refuses whoever may not change what belongs to a name. */
    void mustManage(String name) {
        if (!guard.may(identity, Action.MANAGE, name)) {
            throw refusal("manage", name, "manage");
        }
    }

    private Refusal refusal(String what, String name, String action) {
        return new Refusal(Refusal.FORBIDDEN, ErrorCode.SECURITY, "User '" + identity.name() + "' may not " + what
                + " '" + name + "': no role of the user has permission '" + action + "' there");
    }
}
