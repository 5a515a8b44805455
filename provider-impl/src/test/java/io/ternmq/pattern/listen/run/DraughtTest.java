// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.Retrying;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DraughtTest {

    private final ScriptedTools scripted = new ScriptedTools();
    private final List<Message> there = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private long arrivesAfter = Long.MAX_VALUE;
    private boolean wakeable = true;
    private Runnable meanwhile = () -> {};
    private Runnable stop = () -> {};

    private Message message() {
        return ScriptedTools.proxy(Message.class, name -> "message");
    }

    private MessageConsumer consumer() {
        return (MessageConsumer) Proxy.newProxyInstance(
                MessageConsumer.class.getClassLoader(),
                new Class<?>[] {MessageConsumer.class},
                (proxy, method, arguments) -> {
                    asked.add(method.getName() + (arguments == null ? "" : arguments[0]));
                    if (!there.isEmpty()) {
                        return there.remove(0);
                    }
                    return arguments == null ? null : waited((long) arguments[0]);
                });
    }

    private @Nullable Message waited(long millis) {
        meanwhile.run();
        long passed = Math.min(millis, arrivesAfter);
        scripted.time.advanceMillis(passed);
        boolean comes = arrivesAfter <= millis;
        return comes ? message() : null;
    }

    private Draught draught(
            ListenerSpec.@Nullable Batching batching, ListenerSpec.@Nullable Ordering ordering, boolean stopping)
            throws Exception {
        Call call = new Call(
                Object.class.getMethod("hashCode"),
                PayloadType.of(String.class),
                List.of(),
                false,
                Call.Result.NOTHING);
        Job job = new Job(
                scripted.tools(),
                new ListenerSpec(
                        "it",
                        BeanSource.of(this),
                        call,
                        new ListenerSpec.Source(Channel.queue("in"), null, null, false, false, 8),
                        new ListenerSpec.Conduct(Retrying.NEVER, null, batching, ordering, null)),
                new Presence(),
                () -> 0,
                null);
        if (stopping) {
            job.stop();
        }
        stop = job::stop;
        return new Draught(job, consumer(), wakeable);
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            there.add(message());
        }
    }

    @Test
    void oneMessageIsOneMessage() throws Exception {
        put(3);
        assertThat(draught(null, null, false).startingWith(message())).hasSize(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void aFullBatchWaitsForNobody() throws Exception {
        put(10);
        ListenerSpec.Batching four = new ListenerSpec.Batching(4, Duration.ofSeconds(1));
        assertThat(draught(four, null, false).startingWith(message())).hasSize(4);
        assertThat(asked).containsOnly("receiveNoWait");
    }

    @Test
    void theFirstOneWaitsNoLongerThanTheTimeoutHoweverManyCome() throws Exception {
        arrivesAfter = 400;
        ListenerSpec.Batching hundred = new ListenerSpec.Batching(100, Duration.ofSeconds(1));
        assertThat(draught(hundred, null, false).startingWith(message())).hasSize(3);
        assertThat(asked.stream().filter(each -> !each.equals("receiveNoWait")))
                .containsExactly("receive1000", "receive600", "receive200");
    }

    @Test
    void aBatchIsAsItIsWhenTheListenerStops() throws Exception {
        put(2);
        ListenerSpec.Batching four = new ListenerSpec.Batching(4, Duration.ofSeconds(1));
        assertThat(draught(four, null, true).startingWith(message())).hasSize(1);
        assertThat(draught(four, null, true).first()).isNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void aWindowIsWhatIsThereAtOnceAndHasAnEnd() throws Exception {
        ListenerSpec.Ordering byKey = new ListenerSpec.Ordering(null);
        assertThat(draught(null, byKey, false).startingWith(message())).hasSize(1);
        put(100);
        assertThat(draught(null, byKey, false).startingWith(message())).hasSize(32);
        assertThat(asked).containsOnly("receiveNoWait");
    }

    @Test
    void closesAConsumerThatIsWaitedForWhenTheListenerStops() throws Exception {
        Draught draught = draught(new ListenerSpec.Batching(4, Duration.ofSeconds(1)), null, false);
        meanwhile = () -> stopAndWake(draught);
        assertThat(draught.startingWith(message())).hasSize(1);
        assertThat(asked).containsExactly("receiveNoWait", "receive1000", "close");
    }

    @Test
    void leavesAnotherProvidersConsumerAloneAndLooksUpFromTimeToTime() throws Exception {
        wakeable = false;
        Draught draught = draught(new ListenerSpec.Batching(4, Duration.ofSeconds(1)), null, false);
        meanwhile = () -> {
            if (asked.size() == 3) {
                stopAndWake(draught);
            }
        };
        assertThat(draught.startingWith(message())).hasSize(1);
        assertThat(asked).containsExactly("receiveNoWait", "receive100", "receive100");
    }

    @Test
    void waitsInPiecesForAsLongAsItWouldInOne() throws Exception {
        wakeable = false;
        Draught draught = draught(new ListenerSpec.Batching(4, Duration.ofMillis(250)), null, false);
        assertThat(draught.startingWith(message())).hasSize(1);
        assertThat(asked).containsExactly("receiveNoWait", "receive100", "receive100", "receive50");
    }

    private void stopAndWake(Draught draught) {
        stop.run();
        try {
            draught.wake();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
