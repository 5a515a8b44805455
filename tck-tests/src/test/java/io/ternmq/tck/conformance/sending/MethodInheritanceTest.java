// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("9.2 Methods that domains inherit and must not have")
@Section({"9.2", "10.3"})
class MethodInheritanceTest extends Sending {

    private QueueConnection queues;
    private QueueSession queueSession;
    private TopicConnection topics;
    private TopicSession topicSession;

    @SuppressWarnings("NullAway.Init") // set before each test
    MethodInheritanceTest() {}

    @BeforeEach
    void open() throws JMSException {
        queues = closing(factory.createQueueConnection());
        queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        topics = closing(factory.createTopicConnection());
        topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    /** What a session for queues inherits for topics. */
    enum ForTopics {
        DURABLE_SUBSCRIBER {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createDurableSubscriber(topic, "s");
            }
        },
        DURABLE_SUBSCRIBER_WITH_SELECTOR {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createDurableSubscriber(topic, "s", "a = 1", true);
            }
        },
        DURABLE_CONSUMER {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createDurableConsumer(topic, "s");
            }
        },
        DURABLE_CONSUMER_WITH_SELECTOR {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createDurableConsumer(topic, "s", "a = 1", true);
            }
        },
        SHARED_CONSUMER {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createSharedConsumer(topic, "s");
            }
        },
        SHARED_CONSUMER_WITH_SELECTOR {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createSharedConsumer(topic, "s", "a = 1");
            }
        },
        SHARED_DURABLE_CONSUMER {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createSharedDurableConsumer(topic, "s");
            }
        },
        SHARED_DURABLE_CONSUMER_WITH_SELECTOR {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createSharedDurableConsumer(topic, "s", "a = 1");
            }
        },
        TEMPORARY_TOPIC {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createTemporaryTopic();
            }
        },
        TOPIC {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.createTopic("t");
            }
        },
        UNSUBSCRIBE {
            @Override
            void call(Session on, Topic topic) throws JMSException {
                on.unsubscribe("s");
            }
        };

        abstract void call(Session on, Topic topic) throws JMSException;
    }

    @ParameterizedTest
    @EnumSource(ForTopics.class)
    @Section({"9.2", "10.3", "QueueSession"})
    void aSessionForQueuesRefusesWhatIsForTopics(ForTopics method) {
        IllegalStateException refusal = Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE,
                () -> method.call(queueSession, topic));
        assertThat(refusal).hasMessageContaining("queues");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "durable", "shared durable"})
    @Section({"9.2", "10.3", "QueueConnection"})
    void aConnectionForQueuesRefusesConsumersOfSubscriptions(String kind) {
        Pool pool = new Pool(Runnable::run);
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, () -> {
            switch (kind) {
                case "shared" -> queues.createSharedConnectionConsumer(topic, "s", null, pool, 1);
                case "durable" -> queues.createDurableConnectionConsumer(topic, "s", null, pool, 1);
                default -> queues.createSharedDurableConnectionConsumer(topic, "s", null, pool, 1);
            }
        });
    }

    @Test
    @Section({"9.2", "10.3", "TopicSession"})
    void aSessionForTopicsRefusesWhatIsForQueues() {
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, () -> topicSession.createBrowser(queue));
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE,
                () -> topicSession.createBrowser(queue, "a = 1"));
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, () -> topicSession.createQueue("q"));
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, topicSession::createTemporaryQueue);
    }

    @Test
    void theSameHoldsForSessionsThatWereCreatedWithInheritedMethods() throws Exception {
        Session ofQueues = queues.createSession(Session.AUTO_ACKNOWLEDGE);
        Session ofTopics = topics.createSession(Session.AUTO_ACKNOWLEDGE);
        Refusal.of(IllegalStateException.class, () -> ofQueues.createTopic("t"));
        Refusal.of(IllegalStateException.class, () -> ofTopics.createQueue("q"));
        Refusal.of(IllegalStateException.class, () -> queues.createSession().createTemporaryTopic());
        Refusal.of(IllegalStateException.class, () -> topics.createSession(false, 1).createTemporaryQueue());
    }

    @Test
    void whatTheDomainHasStillWorksThroughInheritedMethods() throws Exception {
        queues.start();
        topics.start();
        try (var receiver = queueSession.createConsumer(queue); var subscriber = topicSession.createConsumer(topic)) {
            queueSession.createProducer(queue).send(queueSession.createTextMessage("q"));
            topicSession.createProducer(topic).send(topicSession.createTextMessage("t"));
            assertThat(next(receiver)).isEqualTo("q");
            assertThat(next(subscriber)).isEqualTo("t");
        }
        try (var shared = topicSession.createSharedConsumer(topic, "group")) {
            assertThat(drain(shared)).isEmpty();
        }
        assertThat(queueSession.createBrowser(queue).getEnumeration().hasMoreElements()).isFalse();
    }

    @Test
    void destinationsOfTheOtherDomainAreInvalid() {
        Refusal.of(InvalidDestinationException.class, () -> queueSession.createConsumer(topic));
        Refusal.of(InvalidDestinationException.class, () -> queueSession.createProducer(topic));
        Refusal.of(InvalidDestinationException.class, () -> topicSession.createConsumer(queue));
        Refusal.of(InvalidDestinationException.class, () -> topicSession.createProducer(queue));
    }
}
