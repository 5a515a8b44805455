// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.PropertyCheck;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final String REPLAYS = "earliest, latest, last:<n>, offset:<n>, time:<instant>";
    private static final Pattern REPLAY = Pattern.compile("(earliest|latest|last:\\d+|offset:\\d+|time:[^&?]+)(&.+)?");

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
        rules.checkSubscription();
        rules.checkNumbers();
        rules.checkPassword();
        rules.faults.done();
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
        checkReplay(type);
    }

    private void checkReplay(@Nullable String type) {
        String replay = spec.getReplay();
        if (replay != null && !REPLAY.matcher(replay).matches()) {
            faults.fault("replay", replay, REPLAYS);
        }
        if (replay != null && QUEUE.equals(type)) {
            faults.fault("replay", replay, "nothing for a queue: only the stream behind a topic can be read again");
        }
    }

    private void checkSubscription() {
        String durability = spec.getSubscriptionDurability();
        faults.oneOf("subscriptionDurability", durability, DURABLE, NON_DURABLE);
        boolean durable = DURABLE.equals(durability);
        boolean shared = spec.getShareSubscriptions();
        if (QUEUE.equals(spec.getDestinationType())) {
            if (durable) {
                faults.fault("subscriptionDurability", durability, NON_DURABLE + " for a queue: only topics have it");
            }
            return;
        }
        if ((durable || shared) && spec.getSubscriptionName() == null) {
            faults.fault("subscriptionName", null, "a name, which a durable or shared subscription needs");
        }
        if (durable && !shared && spec.getClientId() == null && spec.getConnectionFactoryLookup() == null) {
            faults.fault("clientId", null, "a client identifier, which a durable subscription of its own needs;"
                    + " or set shareSubscriptions=true");
        }
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

    private void checkPassword() {
        if (spec.getPassword() != null && spec.getUser() == null) {
            faults.fault("user", null, "the user whom the password belongs to");
        }
    }

    private void atLeast(String property, long value, long least) {
        faults.range(property, value, least, Long.MAX_VALUE);
    }
}
