// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.Streams;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ScatterGather;
import io.ternmq.cdi.Subscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;

/** Makes what is injected. What has a channel is shared by all places with the same channel and types. */
@Dependent
public class Producers {

    private final Desk desk;

    /**
     * By the container.
     *
     * @param desk has opened it all
     */
    @Inject
    public Producers(Desk desk) {
        this.desk = desk;
    }

    /**
     * By the container.
     *
     * @param point says channel and type
     * @param <T>   type of the bodies
     * @return sends there
     */
    @Produces
    @Channel
    @Dependent
    public <T> Publisher<T> publisher(InjectionPoint point) {
        Place place = place(point);
        return desk.keep(place, here -> Openings.<T>publisher(here, place));
    }

    /**
     * By the container.
     *
     * @param point says channel and type
     * @param <T>   type of the bodies
     * @return receives from there
     */
    @Produces
    @Channel
    @Dependent
    public <T> Subscriber<T> subscriber(InjectionPoint point) {
        Place place = place(point);
        return desk.keep(place, here -> Openings.<T>subscriber(here, place));
    }

    /**
     * By the container.
     *
     * @param point says channel and types
     * @param <Q>   type of the requests
     * @param <R>   type of the replies
     * @return asks there
     */
    @Produces
    @Channel
    @Dependent
    public <Q, R> Requester<Q, R> requester(InjectionPoint point) {
        Place place = place(point);
        Late<io.ternmq.api.pattern.request.Requester> asker =
                desk.keep(new Asker(place.factory()), here -> Openings.asker(here, place.factory()));
        return desk.keep(place, here -> Openings.<Q, R>requester(here, place, asker));
    }

    /**
     * By the container.
     *
     * @param point says channel and types
     * @param <Q>   type of the requests
     * @param <R>   type of the replies
     * @return asks everybody there
     */
    @Produces
    @Channel
    @Dependent
    public <Q, R> ScatterGather<Q, R> scatterGather(InjectionPoint point) {
        Place place = place(point);
        return desk.keep(place, here -> Openings.<Q, R>scatterGather(here, place));
    }

    /**
     * By the container.
     *
     * @param point says channel and type
     * @param <E>   type of the events
     * @return the stream behind that topic
     */
    @Produces
    @Channel
    @Dependent
    public <E> EventStream<E> stream(InjectionPoint point) {
        Place place = place(point);
        return desk.keep(place, here -> Openings.<E>stream(here, place));
    }

    /**
     * By the container.
     *
     * @param point says the name and types
     * @param <I>   type of the items at the beginning
     * @param <O>   type of the items at the end
     * @return the pipeline of that name
     */
    @Produces
    @Channel
    @Dependent
    public <I, O> Pipeline<I, O> pipeline(InjectionPoint point) {
        Place place = place(point);
        return desk.keep(place, here -> Openings.<I, O>pipeline(here, place));
    }

    /**
     * By the container.
     *
     * @return typed messaging over the default connection factory
     */
    @Produces
    @ApplicationScoped
    public Messaging messaging() {
        return desk.messaging();
    }

    /**
     * By the container.
     *
     * @return sends messages at moments
     */
    @Produces
    @ApplicationScoped
    public Scheduler scheduler() {
        return desk.messaging().scheduler();
    }

    /**
     * By the container.
     *
     * @return opens event streams
     */
    @Produces
    @ApplicationScoped
    public Streams streams() {
        return desk.messaging().streams();
    }

    /** Where it was validated before, this finds nothing new; containers without that validation find it here. */
    private Place place(InjectionPoint point) {
        Reading reading = new Points(desk.settings())
                .read(Point.of(point))
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.INVALID_DECLARATION,
                        "No channel is said for " + Point.of(point) + ": write @Channel(\"…\")."));
        if (reading.place() == null) {
            throw new DeclarationException(reading.faults());
        }
        return reading.place();
    }

    /** The one who asks over a connection factory, for all requesters. */
    private record Asker(String factory) {}
}
