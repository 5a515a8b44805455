// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.api.client.ClientProvider;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.ra.BrokerUrl;
import io.ternmq.ra.PropertyCheck;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What activation properties may say, each by itself and together. Finds all faults at once. */
final class SpecRules {

    static final String QUEUE = "jakarta.jms.Queue";
    static final String TOPIC = "jakarta.jms.Topic";
    static final String AUTO = "Auto-acknowledge";
    static final String DUPS_OK = "Dups-ok-acknowledge";
    static final String DURABLE = "Durable";
    static final String NON_DURABLE = "NonDurable";

    private static final String OLD_NAMES = "javax.jms.";
    private static final String CLIENT_ID = "a client identifier, which a durable subscription of its own needs;"
            + " or set shareSubscriptions=true";
    private static final String REPLAYS = "earliest, latest, last:<n>, offset:<n>, time:<instant>";

    private final TernActivationSpec spec;
    private final PropertyCheck faults;

    private SpecRules(TernActivationSpec spec) {
        this.spec = spec;
        this.faults = new PropertyCheck(spec);
    }

    /** Refuses properties that make no sense, with all that is wrong in one exception. */
    static void check(TernActivationSpec spec) throws InvalidPropertyException {
        SpecRules rules = new SpecRules(spec);
        rules.checkDestination();
        rules.checkSelector();
        rules.checkSubscription();
        rules.checkNumbers();
        rules.checkPlace();
        rules.faults.done();
    }

    /** Refuses what makes no sense for a queue, for those who know only by now that it is one. */
    static void checkForQueue(TernActivationSpec spec) throws InvalidPropertyException {
        SpecRules rules = new SpecRules(spec);
        rules.checkQueue();
        rules.faults.done();
    }

    /** The word for a mode of acknowledgement; it is written with a hyphen here, with an underscore there. */
    static String acknowledgeMode(String value) {
        return Stream.of(AUTO, DUPS_OK)
                .filter(word -> word.equalsIgnoreCase(value.strip().replace('_', '-')))
                .findFirst()
                .orElse(value);
    }

    /** Servers say nothing as an empty text. */
    static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private void checkDestination() {
        String type = spec.getDestinationType();
        boolean looksUp = spec.getDestinationLookup() != null || Lookup.isPlace(spec.getDestination());
        if (spec.getDestination() == null && spec.getDestinationLookup() == null) {
            faults.fault("destination", null, "the name of a queue or topic, or use destinationLookup");
        }
        if (type == null && !looksUp) {
            faults.fault("destinationType", null, QUEUE + " or " + TOPIC);
        } else if (type != null && !List.of(QUEUE, TOPIC).contains(type)) {
            String hint = type.startsWith(OLD_NAMES) ? " (the name since Jakarta EE 9)" : "";
            faults.fault("destinationType", type, QUEUE + " or " + TOPIC + hint);
        }
        faults.oneOf("acknowledgeMode", spec.getAcknowledgeMode(), AUTO, DUPS_OK);
        checkReplay();
    }

    /** What is behind an ampersand are other options of the stream, which the provider knows. */
    private void checkReplay() {
        String replay = spec.getReplay();
        if (replay == null) {
            return;
        }
        try {
            StreamPosition.parse(replay.split("&", 2)[0]);
        } catch (IllegalArgumentException e) {
            faults.fault("replay", replay, REPLAYS);
        }
    }

    private void checkQueue() {
        String durability = spec.getSubscriptionDurability();
        if (DURABLE.equals(durability)) {
            faults.fault("subscriptionDurability", durability, NON_DURABLE + " for a queue: only topics have it");
        }
        if (spec.getReplay() != null) {
            faults.fault("replay", spec.getReplay(),
                    "nothing for a queue: only the stream behind a topic can be read again");
        }
    }

    /** Another provider's factory may lead to another provider's selectors. */
    private void checkSelector() {
        String selector = spec.getMessageSelector();
        if (selector != null && spec.getConnectionFactoryLookup() == null) {
            String fault = ClientProvider.installed().faultInSelector(selector);
            faults.that(fault == null, "messageSelector", selector,
                    "a condition on headers and properties, such as colour = 'red' AND size > 10; " + fault);
        }
    }

    private void checkSubscription() {
        String durability = spec.getSubscriptionDurability();
        faults.oneOf("subscriptionDurability", durability, DURABLE, NON_DURABLE);
        boolean durable = DURABLE.equals(durability);
        boolean shared = spec.getShareSubscriptions();
        if (QUEUE.equals(spec.getDestinationType())) {
            checkQueue();
            return;
        }
        if ((durable || shared) && spec.getSubscriptionName() == null) {
            faults.fault("subscriptionName", null, "a name, which a durable or shared subscription needs");
        }
        if (durable && !shared && spec.getClientId() == null && spec.getConnectionFactoryLookup() == null) {
            faults.fault("clientId", null, CLIENT_ID);
        }
    }

    /** What to say when neither the bean nor its connection factory has the identifier that is needed. */
    static void requireClientId(TernActivationSpec spec) throws InvalidPropertyException {
        new PropertyCheck(spec).fault("clientId", null, CLIENT_ID).done();
    }

    private void checkNumbers() {
        atLeast("maxConcurrency", spec.getMaxConcurrency(), 1);
        atLeast("reconnectAttempts", spec.getReconnectAttempts(), -1);
        atLeast("reconnectMillis", spec.getReconnectMillis(), 1);
        atLeast("reconnectMaxMillis", spec.getReconnectMaxMillis(), spec.getReconnectMillis());
        atLeast("endpointExceptionRedeliveryAttempts", spec.getEndpointExceptionRedeliveryAttempts(), 0);
        atLeast("endpointExceptionRedeliveryInterval", spec.getEndpointExceptionRedeliveryInterval(), 0);
        atLeast("failuresBeforePause", spec.getFailuresBeforePause(), 0);
        atLeast("pauseMillis", spec.getPauseMillis(), 1);
    }

    private void checkPlace() {
        String url = spec.getUrl();
        if (url != null) {
            BrokerUrl.check(faults, "url", url);
        }
        if (spec.getPassword() != null && spec.getUser() == null) {
            faults.fault("user", null, "the user whom the password belongs to");
        }
    }

    private void atLeast(String property, long value, long least) {
        faults.range(property, value, least, Long.MAX_VALUE);
    }
}
