// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands around a bean stands around its listeners. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterceptionTest {

    /** Written down before and after. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Audited {}

    /** Does that. */
    @Audited
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Auditor {

        @Inject
        Diary diary;

        /** Around each call. */
        @AroundInvoke
        public Object around(InvocationContext call) throws Exception {
            diary.note("before");
            try {
                return call.proceed();
            } finally {
                diary.note("after");
            }
        }
    }

    /** Called through a proxy. */
    @ApplicationScoped
    public static class Shared {

        @Inject
        Diary diary;

        @Audited
        @QueueListener("audited")
        void onText(String text) {
            diary.note(text);
        }
    }

    /** Called itself. */
    @Audited
    @Dependent
    public static class Own {

        @Inject
        Diary diary;

        /** By messages. */
        @QueueListener("audited")
        protected void onText(String text) {
            diary.note(text);
        }
    }

    /** Asked from elsewhere. */
    public interface Echo {

        /** The same. */
        @RequestTo("echo")
        String echo(String text);
    }

    /** Answers. */
    @ApplicationScoped
    public static class Echoing implements Echo {

        @Override
        public String echo(String text) {
            return text;
        }
    }

    /** Says it louder. */
    @Decorator
    @Priority(Interceptor.Priority.APPLICATION)
    public abstract static class Loud implements Echo {

        @Inject
        @Any
        @Delegate
        Echo quiet;

        @Override
        public String echo(String text) {
            return quiet.echo(text) + '!';
        }
    }

    /** Asks. */
    @ApplicationScoped
    public static class Asking {

        @Inject
        Echo echo;

        String ask() {
            return echo.echo("hello");
        }
    }

    private final CdiStage stage = CdiStage.open();
    private final Diary diary = new Diary();

    @AfterEach
    void closeStage() {
        stage.close();
    }

    @Test
    void interceptsListenerOfSharedBean() {
        stage.with(Diary.class, diary).start(Shared.class, Auditor.class);
        stage.send("audited", "text");
        assertThat(diary.await(3)).containsExactly("before", "text", "after");
    }

    @Test
    void interceptsListenerOfDependentBean() {
        stage.with(Diary.class, diary).start(Own.class, Auditor.class);
        stage.send("audited", "text");
        assertThat(diary.await(3)).containsExactly("before", "text", "after");
    }

    @Test
    void decoratesWhatAnswersAndDoesNotListenItself() {
        stage.start(Echoing.class, Loud.class);
        SeContainer asking = stage.start(Asking.class);
        assertThat(asking.select(Asking.class).get().ask()).isEqualTo("hello!");
    }
}
