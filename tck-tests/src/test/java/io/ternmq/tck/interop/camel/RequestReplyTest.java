// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.interop.Heard;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that ask and wait for the answer. */
class RequestReplyTest extends CamelGuest {
    private static final int CALLERS = 4;
    private static final int CALLS = 10;

    @ParameterizedTest
    @ValueSource(strings = {
        "jms:asked",
        "jms:asked?replyTo=answers",
        "jms:asked?replyTo=answers&replyToType=Shared",
        "jms:asked?replyTo=answers&replyToType=Exclusive",
        "jms:asked?useMessageIDAsCorrelationID=true",
        "jms:asked?replyTo=answers&replyToType=Exclusive&useMessageIDAsCorrelationID=true",
        "jms:asked?replyToConcurrentConsumers=2"})
    void everyCallerGetsItsOwnAnswer(String endpoint) throws Exception {
        route(routes -> routes.from("jms:asked?concurrentConsumers=2").process(answering("re: ")));

        List<CompletableFuture<List<Object>>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            answers.add(elsewhere(() -> {
                List<Object> got = new ArrayList<>();
                for (int j = 0; j < CALLS; j++) {
                    got.add(ask(endpoint, number + "." + j));
                }
                return got;
            }));
        }

        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            assertThat(answers.get(i).join()).hasSize(CALLS).startsWith("re: " + number + ".0")
                    .allMatch(answer -> answer.toString().startsWith("re: " + number + '.'))
                    .doesNotHaveDuplicates().endsWith("re: " + number + ".9");
        }
        assertThat(leftIn("asked")).isEmpty();
        assertThat(leftIn("answers")).isEmpty();
    }

    @Test
    void routeAnswersAPlainRequester() throws Exception {
        route(routes -> routes.from("jms:asked").process(answering("re: ")));

        try (JMSContext context = factory.createContext()) {
            Queue replies = context.createTemporaryQueue();
            Message request = context.createTextMessage("tea?");
            request.setJMSReplyTo(replies);
            context.createProducer().send(context.createQueue("asked"), request);
            Message reply = context.createConsumer(replies).receive(PATIENCE);

            assertThat(textOf(reply)).isEqualTo("re: tea?");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    void routeAsksAPlainResponder() {
        answerOne("asked", "re: ");

        assertThat(ask("jms:asked", "tea?")).isEqualTo("re: tea?");
    }

    @Test
    void routeAsksAnotherInTheMiddle() throws Exception {
        route(routes -> routes.from("jms:front").process(answering("front "))
                .to("jms:back?replyTo=back.answers&replyToType=Exclusive").process(answering("done ")));
        route(routes -> routes.from("jms:back").process(answering("back ")));

        assertThat(ask("jms:front", "tea")).isEqualTo("done back front tea");
    }

    @Test
    void headersOfTheAnswerComeBack() throws Exception {
        route(routes -> routes.from("jms:asked").process(exchange -> exchange.getMessage().setHeader("cups", 3)));

        Object cups = caller.request("jms:asked", exchange -> exchange.getMessage().setBody("tea"))
                .getMessage().getHeader("cups");

        assertThat(cups).isEqualTo(3);
    }

    @Test
    void answerThatDoesNotComeIsAnError() {
        assertThatThrownBy(() -> ask("jms:unheard?requestTimeout=100&requestTimeoutCheckerInterval=20", "tea?"))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(ExchangeTimedOutException.class);
    }

    @Test
    void requestExpiresWithItsTimeout() throws Exception {
        Heard<Long> lives = new Heard<>();
        route(routes -> routes.from("jms:asked").process(exchange ->
                lives.add(exchange.getMessage().getHeader("JMSExpiration", Long.class)
                        - exchange.getMessage().getHeader("JMSTimestamp", Long.class))));

        assertThat(ask("jms:asked?requestTimeout=7000", "tea")).isEqualTo("tea");

        assertThat(lives.next()).isEqualTo(7_000);
    }
}
