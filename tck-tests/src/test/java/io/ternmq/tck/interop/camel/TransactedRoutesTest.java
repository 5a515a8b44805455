// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Heard;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.connection.JmsTransactionManager;

/** Routes whose receiving and sending are one local transaction. */
class TransactedRoutesTest extends CamelGuest {
    private static final String SESSION = "?transacted=true&lazyCreateTransactionManager=false";

    private final Heard<String> heard = new Heard<>();

    @Test
    void sendsOfAFailedAttemptAreUndone() throws Exception {
        route(routes -> routes.from("jms:in" + SESSION).to("jms:first" + SESSION).process(failingUntil(3))
                .to("jms:second" + SESSION));

        put("in", "tea");

        assertThat(takeTexts("second", 1)).containsExactly("tea");
        assertThat(heard.next(3)).containsExactly("attempt 1 false", "attempt 2 true", "attempt 3 true");
        assertThat(lyingIn("first")).containsExactly("tea");
        assertThat(leftIn("in")).isEmpty();
        heard.assertSilence();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "&cacheLevelName=CACHE_NONE", "&cacheLevelName=CACHE_SESSION", "&concurrentConsumers=2"})
    void messageThatNobodyCanHandleBecomesADeadLetter(String options) throws Exception {
        route(routes -> routes.from("jms:in" + SESSION + options).to("jms:undone" + SESSION)
                .process(failingUntil(Integer.MAX_VALUE)));

        put("in", "poison");

        assertThat(takeTexts("DLQ.in", 1)).containsExactly("poison");
        assertThat(heard.next(ATTEMPTS)).endsWith("attempt " + ATTEMPTS + " true");
        heard.assertSilence();
        assertThat(leftIn("undone")).isEmpty();
        assertThat(leftIn("in")).isEmpty();
    }

    @Test
    void transactedPolicyOfTheRouteRollsBack() throws Exception {
        JmsTransactionManager manager = new JmsTransactionManager(factory);
        camel.getRegistry().bind("transactions", manager);
        camel.addComponent("tx", JmsComponent.jmsComponentTransacted(factory, manager));
        route(routes -> routes.from("tx:in").transacted().to("tx:out").process(failingUntil(2)));

        put("in", "tea");

        assertThat(heard.next(2)).containsExactly("attempt 1 false", "attempt 2 true");
        assertThat(takeTexts("out", 1)).containsExactly("tea");
        assertThat(leftIn("out")).isEmpty();
        assertThat(leftIn("in")).isEmpty();
    }

    @Test
    void handledFailureCommits() throws Exception {
        route(routes -> {
            routes.onException(IllegalStateException.class).handled(true).to("jms:failed" + SESSION);
            routes.from("jms:in" + SESSION).process(failingUntil(2)).to("jms:done" + SESSION);
        });

        put("in", "tea");

        assertThat(takeTexts("failed", 1)).containsExactly("tea");
        assertThat(heard.next()).isEqualTo("attempt 1 false");
        heard.assertSilence();
        assertThat(leftIn("done")).isEmpty();
        assertThat(leftIn("in")).isEmpty();
    }

    @Test
    void manyMessagesMoveExactlyOnceThroughFailures() throws Exception {
        route(routes -> routes.from("jms:in" + SESSION + "&concurrentConsumers=3").to("jms:out" + SESSION)
                .process(failingUntil(2)));
        String[] texts = new String[30];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "m" + i;
        }

        put("in", texts);

        assertThat(heard.next(60)).filteredOn("attempt 1 false"::equals).hasSize(30);
        assertThat(takeTexts("out", 30)).containsExactlyInAnyOrder(texts);
        assertThat(leftIn("out")).isEmpty();
    }

    private Processor failingUntil(int attempt) {
        return exchange -> {
            int count = exchange.getMessage().getHeader("JMSXDeliveryCount", Integer.class);
            heard.add("attempt " + count + ' ' + exchange.getMessage().getHeader("JMSRedelivered"));
            if (count < attempt) {
                throw new IllegalStateException("attempt " + count + " fails");
            }
        };
    }
}
