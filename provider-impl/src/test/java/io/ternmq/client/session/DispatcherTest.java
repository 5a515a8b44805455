// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.client.WaitingRoom;
import io.ternmq.protocol.Reply;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The moment in which a turn ends. */
final class DispatcherTest {

    private final SessionStage stage = new SessionStage();
    private final WaitingRoom waiting = new WaitingRoom(stage.clock);
    private final Completions completions = new Completions(stage.executor, waiting);
    private final List<String> ends = new ArrayList<>();

    @Test
    void seesWhatIsSignalledBetweenItsLastLookAndItsEnd() {
        EndingConsumers consumers = new EndingConsumers();
        Dispatcher dispatcher = new Dispatcher(stage.connection, completions, consumers, waiting);
        consumers.atTheEnd = () -> answeredSend(dispatcher);

        dispatcher.signal();
        stage.executor.runAll();
        assertThat(ends).containsExactly("sent");
    }

    @Test
    void givesTheThreadBackAfterManyRounds() {
        Dispatcher dispatcher = new Dispatcher(stage.connection, completions, List.of(), waiting);
        for (int i = 0; i < 1_000; i++) {
            answeredSend(dispatcher);
        }
        stage.executor.runOne();
        assertThat(ends).hasSizeLessThan(1_000);
        stage.executor.runAll();
        assertThat(ends).hasSize(1_000);
    }

    private void answeredSend(Dispatcher dispatcher) {
        PendingSend send = new PendingSend(this, failure -> ends.add("sent"), dispatcher::signal);
        completions.add(send);
        send.onReply(Reply.Done.INSTANCE);
    }

    /** No consumers; a turn that ends visits them all the same, and that is the moment. */
    private static final class EndingConsumers extends ArrayList<ClientConsumer> {

        @Serial
        private static final long serialVersionUID = 1L;

        private transient Runnable atTheEnd;

        @Override
        public void forEach(Consumer<? super ClientConsumer> action) {
            Runnable once = atTheEnd;
            atTheEnd = null;
            if (once != null) {
                once.run();
            }
        }
    }
}
