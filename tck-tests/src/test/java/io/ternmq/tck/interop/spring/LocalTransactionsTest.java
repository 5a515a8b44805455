// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.interop.Guest;
import io.ternmq.tck.interop.Heard;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link JmsTransactionManager}: everything that templates do between begin and end is one local transaction. */
class LocalTransactionsTest extends Guest {
    private final JmsTransactionManager manager = new JmsTransactionManager(factory);
    private final TransactionTemplate transaction = new TransactionTemplate(manager);
    private final JmsTemplate template = new JmsTemplate(factory);

    LocalTransactionsTest() {
        template.setReceiveTimeout(PATIENCE);
    }

    @Test
    void sendsAppearTogetherAtCommit() throws JMSException {
        transaction.executeWithoutResult(status -> {
            template.convertAndSend("one", "a");
            template.convertAndSend("two", "b");
            assertNothingIn("one");
        });

        assertThat(lyingIn("one")).containsExactly("a");
        assertThat(lyingIn("two")).containsExactly("b");
    }

    @Test
    void exceptionUndoesReceiveAndSend() throws JMSException {
        put("from", "tea");

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            template.convertAndSend("to", String.valueOf(template.receiveAndConvert("from")));
            throw new IllegalStateException("changed my mind");
        })).isInstanceOf(IllegalStateException.class).hasMessage("changed my mind");

        assertThat(leftIn("to")).isEmpty();
        assertThat(take("from").getJMSRedelivered()).isTrue();
    }

    @Test
    void rollbackOnlyUndoesWithoutAnException() throws JMSException {
        put("from", "tea");

        String seen = transaction.execute(status -> {
            status.setRollbackOnly();
            return String.valueOf(template.receiveAndConvert("from"));
        });

        assertThat(seen).isEqualTo("tea");
        assertThat(lyingIn("from")).containsExactly("tea");
    }

    @Test
    void innerTransactionOfItsOwnSurvivesTheOuterRollback() throws JMSException {
        TransactionTemplate inner = new TransactionTemplate(manager);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction.executeWithoutResult(outer -> {
            template.convertAndSend("outer", "a");
            inner.executeWithoutResult(status -> template.convertAndSend("inner", "b"));
            outer.setRollbackOnly();
        });

        assertThat(leftIn("outer")).isEmpty();
        assertThat(lyingIn("inner")).containsExactly("b");
    }

    @Test
    void worksOverCachedSessions() throws JMSException {
        CachingConnectionFactory caching = new CachingConnectionFactory(factory);
        caching.afterPropertiesSet();
        closing(caching::destroy);
        TransactionTemplate cached = new TransactionTemplate(new JmsTransactionManager(caching));
        JmsTemplate overCache = new JmsTemplate(caching);

        for (int i = 0; i < 6; i++) {
            String text = "m" + i;
            boolean undone = i % 2 == 1;
            cached.executeWithoutResult(status -> {
                overCache.convertAndSend("cached", text);
                if (undone) {
                    status.setRollbackOnly();
                }
            });
        }

        assertThat(lyingIn("cached")).containsExactly("m0", "m2", "m4");
    }

    @Test
    void listenerAndTemplateShareTheContainersTransaction() throws Exception {
        Heard<String> heard = new Heard<>();
        DefaultMessageListenerContainer container = Containers.polling(factory, "in", (message, session) -> {
            template.convertAndSend("out", message.getText());
            heard.add("attempt " + message.getIntProperty("JMSXDeliveryCount"));
            if (message.getIntProperty("JMSXDeliveryCount") == 1) {
                throw new IllegalStateException("not yet");
            }
        });
        container.setTransactionManager(manager);
        container.setSessionTransacted(true);
        closing(Containers.running(container));

        put("in", "tea");

        assertThat(heard.next(2)).containsExactly("attempt 1", "attempt 2");
        assertThat(takeTexts("out", 1)).containsExactly("tea");
        assertThat(leftIn("out")).isEmpty();
        assertThat(leftIn("in")).isEmpty();
    }

    private void assertNothingIn(String queue) {
        try {
            assertThat(leftIn(queue)).isEmpty();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
