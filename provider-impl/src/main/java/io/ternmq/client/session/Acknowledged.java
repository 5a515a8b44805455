// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.protocol.Acknowledge;

/**
 * A persistent message that its session has acknowledged by itself. Only the last one that a session consumed may come
 * again after a failure (section 6.2.11), so that the answer is waited for before the next one is seen, and no sooner.
 *
 * @param request what was said
 * @param answer  comes when it is safe
 */
record Acknowledged(Acknowledge request, Answer answer) {

    void await(ClientConnection connection) {
        connection.await(request, answer);
    }
}
