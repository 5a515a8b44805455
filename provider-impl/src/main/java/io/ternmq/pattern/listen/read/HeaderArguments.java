// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.pattern.Channel;
import io.ternmq.pattern.listen.Call.Argument;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters that are headers of a message. Pure functions. */
final class HeaderArguments {

    /**
     * A header.
     *
     * @param name  of it
     * @param words as what it can be taken
     * @param types the same as classes
     * @param look  takes it
     */
    private record Header(String name, String words, List<Class<?>> types, Look look) {

        static Header text(String name, Look look) {
            return new Header(name, "String", List.of(String.class), look);
        }

        static Header moment(String name, Look look) {
            return new Header(name, "long or Instant", List.of(Long.class, Instant.class), look);
        }

        static Header number(String name, Look look) {
            return new Header(name, "int", List.of(Integer.class), look);
        }

        static Header place(String name, Look look) {
            return new Header(name, "Destination or Channel", List.of(Destination.class, Channel.class), look);
        }
    }

    @FunctionalInterface
    private interface Look {

        @Nullable Object at(Message message) throws JMSException;
    }

    private static final List<Header> HEADERS = List.of(
            Header.text("JMSMessageID", Message::getJMSMessageID),
            Header.text("JMSCorrelationID", Message::getJMSCorrelationID),
            Header.text("JMSType", Message::getJMSType),
            Header.moment("JMSTimestamp", Message::getJMSTimestamp),
            Header.moment("JMSExpiration", Message::getJMSExpiration),
            Header.moment("JMSDeliveryTime", Message::getJMSDeliveryTime),
            Header.number("JMSPriority", Message::getJMSPriority),
            Header.number("JMSDeliveryMode", Message::getJMSDeliveryMode),
            new Header("JMSRedelivered", "boolean", List.of(Boolean.class), Message::getJMSRedelivered),
            Header.place("JMSDestination", Message::getJMSDestination),
            Header.place("JMSReplyTo", Message::getJMSReplyTo));

    private HeaderArguments() {}

    /** Takes a header; null, and told, when there is none of that name or it is of another type. */
    static @Nullable Argument of(String name, Type type, String parameter, Site site) {
        for (Header header : HEADERS) {
            if (header.name().equals(name)) {
                return of(header, type, parameter, site);
            }
        }
        site.fault(
                parameter + " asks for the header \"" + name + "\", which messages do not have.",
                "Write one of " + HEADERS.stream().map(Header::name).collect(Collectors.joining(", "))
                        + "; take properties with @MessageProperty.");
        return null;
    }

    private static @Nullable Argument of(Header header, Type type, String parameter, Site site) {
        boolean isOptional = TypeArguments.raw(type) == Optional.class;
        Type inner = isOptional ? TypeArguments.only(type) : type;
        Type wanted = inner == null ? type : TypeArguments.boxed(inner);
        if (!(wanted instanceof Class<?> target) || !header.types().contains(target)) {
            site.fault(
                    parameter + " takes the header " + header.name() + " as " + Site.nameOf(type)
                            + ", which it is not.",
                    "Take it as " + header.words() + '.');
            return null;
        }
        Look look = header.look();
        return isOptional
                ? given -> Optional.ofNullable(form(look.at(given.message().message()), target))
                : given -> form(look.at(given.message().message()), target);
    }

    private static @Nullable Object form(@Nullable Object value, Class<?> target) throws JMSException {
        if (target == Instant.class && value instanceof Long millis) {
            return millis == 0 ? null : Instant.ofEpochMilli(millis);
        }
        return target == Channel.class ? channel(value) : value;
    }

    private static @Nullable Channel channel(@Nullable Object value) throws JMSException {
        if (value instanceof Queue queue) {
            return Channel.queue(queue.getQueueName());
        }
        return value instanceof Topic topic ? Channel.topic(topic.getTopicName()) : null;
    }
}
