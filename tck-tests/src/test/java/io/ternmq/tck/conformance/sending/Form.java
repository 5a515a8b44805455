// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The eight ways to send with a producer of the classic interfaces. */
enum Form {
    /** To the producer's own destination. */
    OWN(false, false) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(options.message());
        }
    },
    /** To the producer's own destination, with delivery options. */
    OWN_WITH_OPTIONS(false, false) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(options.message(), options.mode(), options.priority(), options.life());
        }
    },
    /** To the producer's own destination, asynchronously. */
    OWN_ASYNC(false, true) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(options.message(), options.listener());
        }
    },
    /** To the producer's own destination, asynchronously, with delivery options. */
    OWN_ASYNC_WITH_OPTIONS(false, true) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(
                    options.message(), options.mode(), options.priority(), options.life(), options.listener());
        }
    },
    /** To a destination that is named. */
    NAMED(true, false) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(options.to(), options.message());
        }
    },
    /** To a destination that is named, with delivery options. */
    NAMED_WITH_OPTIONS(true, false) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(options.to(), options.message(), options.mode(), options.priority(), options.life());
        }
    },
    /** To a destination that is named, asynchronously. */
    NAMED_ASYNC(true, true) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(options.to(), options.message(), options.listener());
        }
    },
    /** To a destination that is named, asynchronously, with delivery options. */
    NAMED_ASYNC_WITH_OPTIONS(true, true) {
        @Override
        void send(MessageProducer producer, Options options) throws JMSException {
            producer.send(
                    options.to(),
                    options.message(),
                    options.mode(),
                    options.priority(),
                    options.life(),
                    options.listener());
        }
    };

    /** Everything that can be said to a send; each form takes what it has a parameter for. */
    record Options(
            @Nullable Destination to,
            @Nullable Message message,
            int mode,
            int priority,
            long life,
            @Nullable CompletionListener listener) {

        /** Ordinary options. */
        Options(@Nullable Destination to, @Nullable Message message, @Nullable CompletionListener listener) {
            this(to, message, DeliveryMode.NON_PERSISTENT, 5, 60_000, listener);
        }
    }

    private final boolean named;
    private final boolean async;

    Form(boolean named, boolean async) {
        this.named = named;
        this.async = async;
    }

    abstract void send(MessageProducer producer, Options options) throws JMSException;

    boolean isAsync() {
        return async;
    }

    boolean hasOptions() {
        return name().endsWith("OPTIONS");
    }

    /** The forms that name no destination. */
    static Stream<Form> own() {
        return Arrays.stream(values()).filter(form -> !form.named);
    }

    /** The forms that name one. */
    static Stream<Form> named() {
        return Arrays.stream(values()).filter(form -> form.named);
    }

    /** The forms with delivery options. */
    static Stream<Form> withOptions() {
        return Arrays.stream(values()).filter(Form::hasOptions);
    }

    /** The asynchronous forms. */
    static Stream<Form> async() {
        return Arrays.stream(values()).filter(Form::isAsync);
    }
}
