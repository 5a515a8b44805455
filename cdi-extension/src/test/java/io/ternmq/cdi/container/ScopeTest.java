// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.listen.QueueListener;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners in each scope. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ScopeTest {

    /** What each of them does. */
    public abstract static class Noting {

        @Inject
        Diary diary;

        private int calls;

        @PostConstruct
        void begin() {
            diary.note("begin");
        }

        /** By messages. */
        @QueueListener("scoped")
        public void onText(String text) {
            calls++;
            diary.note(text + ' ' + calls);
        }

        @PreDestroy
        void end() {
            diary.note("end");
        }
    }

    /** One for all. */
    @ApplicationScoped
    public static class InApplication extends Noting {}

    /** One for all, without a proxy. */
    @Singleton
    public static class Single extends Noting {}

    /** One for each message. */
    @RequestScoped
    public static class InRequest extends Noting {}

    /** One for each message. */
    @Dependent
    public static class Own extends Noting {

        @Inject
        Tool tool;

        @Override
        @QueueListener("scoped")
        public void onText(String text) {
            super.onText(text + tool.name());
        }
    }

    /** Goes with who has it. */
    @Dependent
    public static class Tool {

        @Inject
        Diary diary;

        String name() {
            return "!";
        }

        @PreDestroy
        void end() {
            diary.note("tool ends");
        }
    }

    /** Uses a request without being in one. */
    @ApplicationScoped
    public static class Front {

        @Inject
        Counter counter;

        @Inject
        Diary diary;

        /** By messages. */
        @QueueListener("front")
        public void onText(String text) {
            counter.up();
            diary.note(text + ' ' + counter.up());
        }
    }

    /** Counts within a request. */
    @RequestScoped
    public static class Counter {

        private int count;

        /** One more. */
        public int up() {
            return ++count;
        }
    }

    /** No message has a session. */
    @SessionScoped
    public static class InSession implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        /** By messages. */
        @QueueListener("session")
        public void onText(String text) {
            throw new IllegalStateException(text);
        }
    }

    /** Has no proxy. */
    @ApplicationScoped
    public static class Closed {

        /** By messages. */
        @QueueListener("closed")
        public void onText(String text) {
            throw new IllegalStateException(text);
        }

        /** What no proxy can pass on. */
        public final String describe() {
            return "closed";
        }
    }

    /** Hides its class. */
    @Typed(Serializable.class)
    @ApplicationScoped
    public static class Hidden implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        /** By messages. */
        @QueueListener("hidden")
        public void onText(String text) {
            throw new IllegalStateException(text);
        }
    }

    private final CdiStage stage = CdiStage.open();
    private final Diary diary = new Diary();

    @AfterEach
    void closeStage() {
        stage.close();
    }

    private void start(Class<?>... beans) {
        stage.with(Diary.class, diary).start(beans);
    }

    private void sendTwo() {
        stage.send("scoped", "a");
        stage.send("scoped", "b");
    }

    @Test
    void applicationScopedBeanIsTheSameForAll() {
        start(InApplication.class);
        sendTwo();
        assertThat(diary.await(3)).containsExactly("begin", "a 1", "b 2");
    }

    @Test
    void singletonIsTheSameForAll() {
        start(Single.class);
        sendTwo();
        assertThat(diary.await(3)).containsExactly("begin", "a 1", "b 2");
    }

    @Test
    void requestScopedBeanLivesForOneMessage() {
        start(InRequest.class);
        sendTwo();
        assertThat(diary.await(6)).containsExactly("begin", "a 1", "end", "begin", "b 1", "end");
    }

    @Test
    void dependentBeanAndWhatItHasLiveForOneMessage() {
        start(Own.class, Tool.class);
        sendTwo();
        assertThat(diary.await(8))
                .startsWith("begin", "a! 1")
                .containsSubsequence("a! 1", "end", "begin", "b! 1", "end")
                .containsSubsequence("a! 1", "tool ends", "begin", "b! 1", "tool ends");
    }

    @Test
    void eachMessageIsARequest() {
        start(Front.class, Counter.class);
        stage.send("front", "a");
        stage.send("front", "b");
        assertThat(diary.await(2)).containsExactly("a 2", "b 2");
    }

    @Test
    void refusesBeanOfSession() {
        assertThatThrownBy(() -> start(InSession.class))
                .hasStackTraceContaining("InSession: A bean that is @SessionScoped cannot listen")
                .hasStackTraceContaining("Make it @RequestScoped");
    }

    @Test
    void refusesBeanWithoutProxy() {
        assertThatThrownBy(() -> start(Closed.class)).hasStackTraceContaining("nothing that is final");
    }

    @Test
    void refusesBeanThatHidesItsClass() {
        assertThatThrownBy(() -> start(Hidden.class)).hasStackTraceContaining("Leave out @Typed");
    }

    @Test
    void tellsAllAtOnce() {
        assertThatThrownBy(() -> start(InSession.class, Closed.class, Hidden.class))
                .hasStackTraceContaining("3 declarations are wrong:")
                .hasStackTraceContaining("InSession: ")
                .hasStackTraceContaining("Closed: ")
                .hasStackTraceContaining("Hidden: ");
    }
}
