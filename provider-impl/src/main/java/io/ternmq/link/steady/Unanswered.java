// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Request;

/** A request that has had no answer. Under the monitor of the link. */
final class Unanswered {

    private final Request request;
    private final ReplyHandler handler;
    private boolean handedOver;
    private String life = "";

    Unanswered(Request request, ReplyHandler handler) {
        this.request = request;
        this.handler = handler;
    }

    Request request() {
        return request;
    }

    ReplyHandler handler() {
        return handler;
    }

    /** Whether it means nothing in another life of the connection, and nobody waits for an answer. */
    boolean isOfLife() {
        return handler == ReplyHandler.IGNORE && (request instanceof Credit || request instanceof Await);
    }

    /** Whether a broker may have heard it. */
    boolean isHandedOver() {
        return handedOver;
    }

    /** It is handed over; the first time counts, since later ones ask what became of that. */
    void handOver(String connection) {
        if (!handedOver) {
            life = connection;
        }
        handedOver = true;
    }

    /** What was handed over earlier had no effect, and is repeated. */
    void beginLife(String connection) {
        life = connection;
    }

    /** The name of the connection in the life in which it may have had an effect. */
    String life() {
        return life;
    }
}
