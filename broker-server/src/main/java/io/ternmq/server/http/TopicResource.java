// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.management.TopicView;
import io.ternmq.boot.EmbeddedBroker;
import java.util.List;

/** Topics, which are there as long as somebody subscribes to them. */
final class TopicResource {

    private final EmbeddedBroker broker;

    TopicResource(EmbeddedBroker broker) {
        this.broker = broker;
    }

    List<Route> routes() {
        return List.of(Route.api("GET", "topics", this::list), Route.api("GET", "topics/{name}", this::show));
    }

    private Reply list(Call call) {
        List<TopicView> seen = broker.management().topics().stream()
                .filter(topic -> call.caller().maySee(topic.name()))
                .toList();
        return Views.list("topics", seen, RecordJson::builder);
    }

    private Reply show(Call call) {
        call.caller().mustSee(call.name());
        TopicView topic = broker.management().topics().stream()
                .filter(each -> each.name().equals(call.name()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, ErrorCode.INVALID_DESTINATION,
                        "Nobody subscribes to a topic '" + call.name() + "'"));
        return Reply.json(RecordJson.builder(topic));
    }
}
