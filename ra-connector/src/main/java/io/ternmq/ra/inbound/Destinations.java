// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what an endpoint takes messages from. Only on the thread that activates, see {@link Lookup}. */
final class Destinations {

    private static final System.Logger LOG = System.getLogger(Destinations.class.getName());

    private final TernActivationSpec spec;

    private Destinations(TernActivationSpec spec) {
        this.spec = spec;
    }

    /**
     * What valid properties say.
     *
     * @throws ResourceException when the directory does not have what they point at
     */
    static Subscribed of(TernActivationSpec spec) throws ResourceException {
        return new Destinations(spec).resolve();
    }

    private Subscribed resolve() throws ResourceException {
        Destination found = found();
        boolean isTopic = found == null
                ? SpecRules.TOPIC.equals(spec.getDestinationType())
                : isTopic(found);
        if (!isTopic) {
            SpecRules.checkForQueue(spec);
        }
        String name = found == null ? Objects.requireNonNull(spec.getDestination()) : name(found);
        return new Subscribed(
                isTopic,
                isTopic ? replayed(name) : name,
                spec.getMessageSelector(),
                isTopic && SpecRules.DURABLE.equals(spec.getSubscriptionDurability()),
                isTopic && spec.getShareSubscriptions(),
                spec.getSubscriptionName());
    }

    private @Nullable Destination found() throws NotSupportedException {
        String place = spec.getDestinationLookup();
        String named = spec.getDestination();
        if (place != null && (named == null || spec.getDestinationType() == null)) {
            return Lookup.require("destinationLookup", place, Destination.class);
        }
        if (place != null) {
            Destination found = Lookup.find(place, Destination.class);
            if (found == null) {
                LOG.log(Level.WARNING, "destinationLookup " + place + " finds no queue or topic; " + named
                        + ", which destination names, is used instead.");
            }
            return found;
        }
        if (Lookup.isPlace(named)) {
            return Lookup.require("destination", Objects.requireNonNull(named), Destination.class);
        }
        return named != null && Lookup.maybePlace(named) ? Lookup.find(named, Destination.class) : null;
    }

    /** The object decides, unless the properties say otherwise: then something is wrong. */
    private boolean isTopic(Destination found) throws NotSupportedException {
        String type = spec.getDestinationType();
        boolean isTopic = type == null ? found instanceof Topic : SpecRules.TOPIC.equals(type);
        if (isTopic ? found instanceof Topic : found instanceof Queue) {
            return isTopic;
        }
        throw new NotSupportedException("Activation property destinationType is '" + type
                + "', but the server's directory has a " + found.getClass().getName() + " for this endpoint; say "
                + (isTopic ? SpecRules.QUEUE : SpecRules.TOPIC) + " or point at something else.");
    }

    private static String name(Destination found) throws ResourceException {
        try {
            return found instanceof Topic topic ? topic.getTopicName() : ((Queue) found).getQueueName();
        } catch (JMSException e) {
            throw new ResourceException("The name of " + found + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String replayed(String name) {
        String replay = spec.getReplay();
        if (replay == null) {
            return name;
        }
        return name + (name.contains("?") ? "&replay=" : "?replay=") + replay;
    }
}
