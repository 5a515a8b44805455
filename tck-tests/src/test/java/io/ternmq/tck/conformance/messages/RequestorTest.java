// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.4.6 and 4 Request and reply")
@Section({"4.1.7", "4.2.10"})
class RequestorTest extends Scene {

    /** Answers each request at a place. */
    private void answerAt(Destination place) throws JMSException {
        Session service = connection.createSession();
        MessageProducer answers = service.createProducer(null);
        service.createConsumer(place).setMessageListener(request -> {
            try {
                TextMessage answer = service.createTextMessage(((TextMessage) request).getText() + "!");
                answer.setJMSCorrelationID(request.getJMSMessageID());
                answers.send(request.getJMSReplyTo(), answer);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    @Section({"4.1.7", "QueueRequestor", "2.16"})
    void aQueueRequestorGetsTheAnswerToEachRequest() throws Exception {
        answerAt(queue);
        QueueConnection queues = closing(factory.createQueueConnection());
        queues.start();
        QueueSession own = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueRequestor requestor = new QueueRequestor(own, queue);
        for (String question : new String[] {"one", "two"}) {
            Message request = own.createTextMessage(question);
            Message answer = requestor.request(request);
            assertThat(((TextMessage) answer).getText()).isEqualTo(question + "!");
            assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
        requestor.close();
        assertThatThrownBy(own::createMessage).isInstanceOf(jakarta.jms.IllegalStateException.class);
    }

    @Test
    @Section({"4.2.10", "TopicRequestor", "2.16"})
    void aTopicRequestorGetsTheAnswerToEachRequest() throws Exception {
        Topic questions = session.createTopic("questions");
        answerAt(questions);
        TopicConnection topics = closing(factory.createTopicConnection());
        topics.start();
        TopicSession own = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicRequestor requestor = new TopicRequestor(own, questions);
        assertThat(((TextMessage) requestor.request(own.createTextMessage("one"))).getText()).isEqualTo("one!");
        assertThat(((TextMessage) requestor.request(own.createTextMessage("two"))).getText()).isEqualTo("two!");
        requestor.close();
    }

    @Test
    @Section({"QueueRequestor", "TopicRequestor"})
    void aRequestorNeedsADestination() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        QueueSession own = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> new QueueRequestor(own, null)).isInstanceOf(InvalidDestinationException.class);
        TopicConnection topics = closing(factory.createTopicConnection());
        TopicSession other = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> new TopicRequestor(other, null)).isInstanceOf(InvalidDestinationException.class);
    }
}
