// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.GroupView;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.StreamPolicy;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection with streams in a few lists: events by name of the stream, versions by key, names of what was sent
 * before. It notes what it is told, and fails when a test has it so. One thread.
 */
final class ScriptedBroker {

    final ScriptedTime time = new ScriptedTime();
    final Map<String, List<TextMessage>> streams = new TreeMap<>();
    final Map<String, StreamPolicy> policies = new HashMap<>();
    final List<String> told = new ArrayList<>();
    final List<String> opened = new ArrayList<>();
    final Deque<JMSException> commitFailures = new ArrayDeque<>();
    final Set<Long> gone = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    int openSessions;
    int commits;
    boolean losesAnswers;
    boolean keepsNothing;
    /** How often a consumer has nothing before it says what it has. */
    int dryLooks;

    Connection connection() {
        return proxy(Connection.class, StreamAccess.class, (self, method, args) -> switch (method.getName()) {
            case "stream" -> view((String) args[0]);
            case "configure" -> configure((String) args[0], (StreamPolicy) args[1]);
            case "commit", "seek" -> told.add(method.getName() + Arrays.toString(args));
            default -> throw new AssertionError(method);
        });
    }

    private StreamView view(String name) throws JMSException {
        List<TextMessage> events = streams.get(name);
        if (events == null) {
            throw new JMSException("There is no stream '" + name + "'", ErrorCode.NOT_FOUND.code());
        }
        long first = 0;
        while (gone.contains(first)) {
            first++;
        }
        return new StreamView(name, policies.getOrDefault(name, StreamPolicy.DEFAULT), first, events.size(),
                events.size(), 0, Instant.EPOCH, List.of(new GroupView("readers", 0, List.of())));
    }

    private @Nullable Object configure(String name, StreamPolicy policy) {
        streams.computeIfAbsent(name, missing -> new ArrayList<>());
        policies.put(name, policy);
        return null;
    }

    Session session(boolean isTransacted) {
        List<TextMessage> held = new ArrayList<>();
        openSessions++;
        return proxy(Session.class, AutoCloseable.class, (self, method, args) -> switch (method.getName()) {
            case "createTopic" -> topic((String) args[0]);
            case "createTextMessage" -> message((String) args[0]);
            case "createProducer" -> producer(isTransacted ? held : null);
            case "createConsumer" -> consumer(((Topic) args[0]).getTopicName());
            case "commit" -> commit(held);
            case "rollback" -> forget(held);
            case "close" -> openSessions--;
            default -> throw new AssertionError(method);
        });
    }

    private @Nullable Object forget(List<TextMessage> held) {
        held.clear();
        return null;
    }

    private @Nullable Object commit(List<TextMessage> held) throws JMSException {
        JMSException failure = commitFailures.poll();
        if (failure == null || losesAnswers) {
            for (TextMessage message : held) {
                append(message);
            }
            commits++;
        }
        held.clear();
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private MessageProducer producer(@Nullable List<TextMessage> held) {
        return proxy(MessageProducer.class, AutoCloseable.class, (self, method, args) -> {
            if (method.getName().equals("send")) {
                TextMessage message = (TextMessage) args[1];
                message.setJMSDestination((Topic) args[0]);
                if (held == null) {
                    append(message);
                } else {
                    held.add(message);
                }
            }
            return null;
        });
    }

    private void append(TextMessage message) throws JMSException {
        String name = message.getStringProperty(MessageProperties.DEDUP_ID);
        if (keepsNothing || (name != null && !names.add(name))) {
            return;
        }
        List<TextMessage> events = streams.computeIfAbsent(
                ((Topic) message.getJMSDestination()).getTopicName(), missing -> new ArrayList<>());
        String key = message.getStringProperty(MessageProperties.KEY);
        long version = 0;
        for (TextMessage event : events) {
            version += Objects.equals(event.getStringProperty(MessageProperties.KEY), key) ? 1 : 0;
        }
        if (message.propertyExists(MessageProperties.EXPECTED_VERSION)
                && message.getLongProperty(MessageProperties.EXPECTED_VERSION) != version) {
            throw new JMSException("Key '" + key + "' has version " + version, ErrorCode.VERSION_CONFLICT.code());
        }
        message.setLongProperty(MessageProperties.OFFSET, events.size());
        message.setLongProperty(MessageProperties.PARTITION, 0);
        message.setLongProperty(MessageProperties.VERSION, version + 1);
        message.setJMSTimestamp(time.millis());
        events.add(message);
    }

    private MessageConsumer consumer(String address) throws JMSException {
        opened.add(address);
        String stream = address.substring(0, address.indexOf('?'));
        Map<String, String> options = new HashMap<>();
        for (String option : address.substring(stream.length() + 1).split("&", -1)) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        long[] next = {position(stream, StreamPosition.parse(options.getOrDefault("replay", "earliest")))};
        int[] dry = {dryLooks};
        return proxy(MessageConsumer.class, AutoCloseable.class, (self, method, args) -> switch (method.getName()) {
            case "receiveNoWait" -> dry[0]-- > 0 ? null : next(stream, next, options.get("key"));
            case "receive" -> receive(stream, next, options.get("key"), (Long) args[0]);
            case "close" -> null;
            default -> throw new AssertionError(method);
        });
    }

    private @Nullable Object receive(String stream, long[] next, @Nullable String key, long millis)
            throws JMSException {
        TextMessage message = next(stream, next, key);
        if (message == null) {
            time.pass(millis * 1_000_000);
            message = next(stream, next, key);
        }
        return message;
    }

    private @Nullable TextMessage next(String stream, long[] next, @Nullable String key) throws JMSException {
        List<TextMessage> events = streams.getOrDefault(stream, List.of());
        while (next[0] < events.size()) {
            TextMessage event = events.get(Math.toIntExact(next[0]));
            boolean isThere = !gone.contains(next[0]++);
            if (isThere && (key == null || key.equals(event.getStringProperty(MessageProperties.KEY)))) {
                return event;
            }
        }
        return null;
    }

    private long position(String stream, StreamPosition position) throws JMSException {
        List<TextMessage> events = streams.getOrDefault(stream, List.of());
        if (position instanceof StreamPosition.Offset at) {
            return at.offset();
        } else if (position instanceof StreamPosition.Last last) {
            return Math.max(0, events.size() - last.count());
        } else if (position instanceof StreamPosition.Time since) {
            int at = 0;
            while (at < events.size() && events.get(at).getJMSTimestamp() < since.from().toEpochMilli()) {
                at++;
            }
            return at;
        }
        return position instanceof StreamPosition.Latest ? events.size() : 0;
    }

    private static Topic topic(String name) {
        return proxy(Topic.class, AutoCloseable.class, (self, method, args) -> name);
    }

    private static TextMessage message(String text) {
        Map<String, Object> values = new TreeMap<>();
        return proxy(TextMessage.class, AutoCloseable.class, (self, method, args) -> {
            String verb = method.getName();
            if (verb.endsWith("Property")) {
                return property(values, verb, args);
            }
            return switch (verb) {
                case "getText" -> text;
                case "propertyExists" -> values.containsKey((String) args[0]);
                case "getJMSTimestamp" -> values.getOrDefault(verb.substring(3), 0L);
                default -> verb.startsWith("set")
                        ? values.put(verb.substring(3), args[0])
                        : values.get(verb.substring(3));
            };
        });
    }

    private static @Nullable Object property(Map<String, Object> values, String verb, Object[] args) {
        if (verb.startsWith("set")) {
            values.put((String) args[0], args[1]);
            return null;
        }
        Object value = values.get((String) args[0]);
        return verb.startsWith("getLong") && value instanceof Number number ? (Object) number.longValue() : value;
    }

    /** An object of two interfaces that answers by a handler; what nobody asks of it is an error. */
    static <T> T proxy(Class<T> type, Class<?> other, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type, other}, (self, method, args) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == args[0];
                    case "toString" -> type.getSimpleName();
                    default -> handler.invoke(self, method, args);
                }));
    }
}
