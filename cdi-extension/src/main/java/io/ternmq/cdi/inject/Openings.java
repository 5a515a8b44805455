// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ScatterGather;
import io.ternmq.cdi.Subscriber;
import io.ternmq.cdi.settings.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;

/**
 * Makes what is injected for a place; nothing connects before it is used. The types in the result are those of the
 * place, which only reflection knows.
 */
@SuppressWarnings("unchecked") // an injection point says the types itself, and has been checked for it
final class Openings {

    private Openings() {}

    static <T> Publisher<T> publisher(Desk desk, Place place) {
        SharedPublisher<T> publisher = new SharedPublisher<>(new Late<>(
                "publisher to " + place.channel(),
                () -> messaging(desk, place)
                        .publisher((Class<T>) raw(place.arguments().get(0)))
                        .to(channel(place))
                        .open()));
        String type = place.arguments().get(0).getTypeName();
        desk.traffic().add(told -> told.onPublisher(place.name(), type, place.factory(), publisher::metrics));
        return publisher;
    }

    static <T> Subscriber<T> subscriber(Desk desk, Place place) {
        PayloadType<T> type = type(place, 0);
        return () -> messaging(desk, place).subscriber(channel(place), type);
    }

    /** Asks over one connection factory, for all requesters. */
    static Late<io.ternmq.api.pattern.request.Requester> asker(Desk desk, String factory) {
        Late<io.ternmq.api.pattern.request.Requester> asker = new Late<>(
                "requester", () -> desk.messaging(factory).requester().open());
        desk.traffic().add(told -> told.onRequester(factory, () -> BoundRequester.metrics(asker)));
        return asker;
    }

    static <Q, R> Requester<Q, R> requester(
            Desk desk, Place place, Late<io.ternmq.api.pattern.request.Requester> asker) {
        return new BoundRequester<>(
                asker, channel(place), type(place, 1), desk.settings().duration(Key.REQUEST_TIMEOUT));
    }

    static <Q, R> ScatterGather<Q, R> scatterGather(Desk desk, Place place) {
        PayloadType<R> type = type(place, 1);
        return body -> messaging(desk, place).gather(channel(place), body, type);
    }

    static <E> EventStream<E> stream(Desk desk, Place place) {
        PayloadType<E> type = type(place, 0);
        return new SharedStream<>(place.name(), () -> messaging(desk, place).streams().open(place.name(), type));
    }

    static <I, O> Pipeline<I, O> pipeline(Desk desk, Place place) {
        return new NamedPipeline<>(desk, place.name());
    }

    private static Messaging messaging(Desk desk, Place place) {
        return desk.messaging(place.factory());
    }

    private static Channel channel(Place place) {
        return Objects.requireNonNull(place.channel(), place.name());
    }

    private static <T> PayloadType<T> type(Place place, int index) {
        return (PayloadType<T>) PayloadType.of(place.arguments().get(index));
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
