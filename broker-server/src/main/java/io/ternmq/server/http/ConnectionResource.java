// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.management.ConnectionView;
import io.ternmq.boot.EmbeddedBroker;
import java.util.List;

/** Connections; permissions speak of {@link Caller#CONNECTIONS}. */
final class ConnectionResource {

    private final EmbeddedBroker broker;

    ConnectionResource(EmbeddedBroker broker) {
        this.broker = broker;
    }

    List<Route> routes() {
        return List.of(
                Route.api("GET", "connections", this::list),
                Route.api("GET", "connections/{number}", this::show),
                Route.api("DELETE", "connections/{number}", this::close));
    }

    private Reply list(Call call) {
        call.caller().mustSee(Caller.CONNECTIONS);
        return Views.list("connections", broker.management().connections(), RecordJson::builder);
    }

    private Reply show(Call call) {
        call.caller().mustSee(Caller.CONNECTIONS);
        long number = call.number();
        ConnectionView connection = broker.management().connections().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> unknown(number));
        return Reply.json(RecordJson.builder(connection));
    }

    private Reply close(Call call) {
        call.caller().mustManage(Caller.CONNECTIONS);
        long number = call.number();
        if (!broker.management().closeConnection(number)) {
            throw unknown(number);
        }
        return Reply.done();
    }

    private static Refusal unknown(long number) {
        return new Refusal(
                Refusal.NOT_FOUND, ErrorCode.CONNECTION_LOST, "There is no connection " + number + " any more");
    }
}
