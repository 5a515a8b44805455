// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("4.2.4 Subscription name characters and length")
@Section("4.2.4")
class SubscriptionNamesTest extends Stage {

    private static final String LONGEST = "_-.aZ09xy".repeat(15).substring(0, 128);

    private void accept(String name) throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer shared = session.createSharedConsumer(topic, name);
        MessageConsumer durable = session.createDurableConsumer(topic, name);
        send(session, topic, "a");
        assertThat(next(shared)).isEqualTo("a");
        assertThat(next(durable)).isEqualTo("a");
        durable.close();
        session.unsubscribe(name);
        session.createSharedDurableConsumer(topic, name).close();
        session.unsubscribe(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "_", ".", "-", "order.service-2_x", "Zürich", "日本", "\u0430", "$"})
    void theCharactersOfTheSpecificationAreAccepted(String name) throws Exception {
        accept(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {127, 128})
    void aHundredAndTwentyEightCharactersAreAccepted(int length) throws Exception {
        accept(LONGEST.substring(0, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a'b", "a%b*"})
    void otherCharactersAreAcceptedToo(String name) throws Exception {
        accept(name);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "  ")
    @Section({"4.2.4", "8.3.2", "8.3.3", "8.3.4"})
    void aSubscriptionWithoutANameIsRefused(String name) throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> session.createSharedConsumer(topic, name),
                () -> session.createSharedConsumer(topic, name, "a = 1"),
                () -> session.createDurableConsumer(topic, name),
                () -> session.createDurableConsumer(topic, name, null, true),
                () -> session.createDurableSubscriber(topic, name),
                () -> session.createSharedDurableConsumer(topic, name),
                () -> session.createSharedDurableConsumer(topic, name, null))) {
            assertThatThrownBy(call).isInstanceOf(JMSException.class).hasMessageContaining("name");
        }
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.createSharedConsumer(topic, name)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> context.createSharedDurableConsumer(topic, name))
                .isInstanceOf(JMSRuntimeException.class);
    }
}
