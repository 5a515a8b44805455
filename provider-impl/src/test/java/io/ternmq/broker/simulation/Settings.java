// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.message.Address;
import io.ternmq.routing.PatternMap;
import io.ternmq.routing.TopicPattern;
import java.util.List;
import java.util.Map;

/** The destinations of the simulation, one for each kind of settings. */
final class Settings {

    /** How long something is remembered so that it is not taken twice. */
    static final long WINDOW = 400;

    static final BrokerPolicy BROKER = BrokerPolicy.defaults().withDuplicateWindowMillis(WINDOW);

    /** Little in memory, so that there is a backlog wherever there may be one. */
    static final Paging PAGING = new Paging(2, 4, 2, 2_000);

    static final List<String> QUEUES = List.of(
            "q.plain", "q.plain", "q.few", "q.pause", "q.block", "q.page", "q.fail", "q.drop", "q.expire", "DLQ.q.few");

    static final List<String> TOPICS = List.of("t.a.x", "t.a.y", "t.b.x", "t");

    static final List<String> PATTERNS_OF_TOPICS = List.of("t.a.x", "t.*.x", "t.#", "t.a.*", "t.b.x", "t.a.y", "#");

    private static final DestinationPolicy PLAIN = DestinationPolicy.DEFAULT;

    private static final Map<String, DestinationPolicy> BY_PATTERN = Map.of(
            "q.few", PLAIN.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(2)),
            "q.pause",
                    PLAIN.withRedelivery(
                            Redelivery.DEFAULT.withMaxDeliveryAttempts(3).withBackoff(50, 2.0, 200)),
            "q.block", PLAIN.withLimits(new Limits(4, 700, FullPolicy.BLOCK, 300)),
            "q.page", PLAIN.withLimits(new Limits(4, 700, FullPolicy.PAGE, 300)),
            "q.fail", PLAIN.withLimits(new Limits(-1, 1_000, FullPolicy.FAIL, 0)),
            "q.drop", PLAIN.withLimits(new Limits(5, 1_000, FullPolicy.DROP_OLDEST, 0)),
            "q.expire",
                    PLAIN.withExpiryAddress("expired")
                            .withDeadLetterAddress("graveyard")
                            .withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(1)),
            "t.#", PLAIN.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(2)),
            "t.b.x", PLAIN.withLimits(new Limits(4, -1, FullPolicy.DROP_OLDEST, 0)),
            "t.a.y", PLAIN.withLimits(new Limits(5, -1, FullPolicy.FAIL, 0)).withExpiryAddress("expired"));

    static final PatternMap<DestinationPolicy> PATTERNS = patterns();

    private Settings() {}

    private static PatternMap<DestinationPolicy> patterns() {
        PatternMap<DestinationPolicy> map = PatternMap.empty();
        for (Map.Entry<String, DestinationPolicy> entry : BY_PATTERN.entrySet()) {
            map = map.with(TopicPattern.parse(entry.getKey()), entry.getValue());
        }
        return map;
    }

    /** The policy of an address. */
    static DestinationPolicy of(Address address) {
        return PATTERNS.find(address.name()).orElse(PLAIN);
    }
}
