// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.cdi.Messages;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which beans listen. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiscoveryTest {

    /** Listens. */
    @ApplicationScoped
    public static class Alerts {

        @Inject
        Diary diary;

        @QueueListener("alerts")
        void onAlert(String text) {
            diary.note(text);
        }
    }

    /** Inherits the listener. */
    @ApplicationScoped
    public static class MoreAlerts extends Base {}

    /** No bean, has a listener. */
    public abstract static class Base {

        @Inject
        Diary diary;

        /** By messages. */
        @QueueListener("base")
        public void onBase(String text) {
            diary.note("base " + text);
        }
    }

    /** Not a bean. */
    @Vetoed
    public static class Vetoing extends Base {}

    /** Not chosen. */
    @Alternative
    @ApplicationScoped
    public static class Unchosen extends Base {}

    /** Chosen. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class Chosen extends Base {}

    /** Takes the place of another. */
    @Specializes
    @ApplicationScoped
    public static class Better extends MoreAlerts {

        @Override
        @QueueListener("base")
        public void onBase(String text) {
            diary.note("better " + text);
        }
    }

    /** No bean by itself. */
    public static class Made {

        /** By messages, if it were a bean. */
        @QueueListener("made")
        public void onMade(String text) {
            throw new IllegalStateException(text);
        }
    }

    /** Makes it. */
    @Dependent
    public static class Maker {

        /** Without being a bean class. */
        @Produces
        @ApplicationScoped
        public Made make() {
            return new Made();
        }
    }

    private final CdiStage stage = CdiStage.open();
    private final Diary diary = new Diary();

    @AfterEach
    void closeStage() {
        stage.close();
    }

    private SeContainer start(Class<?>... beans) {
        return stage.with(Diary.class, diary).start(beans);
    }

    @Test
    void callsListenerOfBean() {
        start(Alerts.class);
        stage.send("alerts", "fire");
        assertThat(diary.await(1)).containsExactly("fire");
    }

    @Test
    void callsInheritedListenerOnce() {
        SeContainer container = start(MoreAlerts.class);
        stage.send("base", "one");
        stage.send("base", "two");
        assertThat(diary.await(2)).containsExactly("base one", "base two");
        assertThat(container.select(Messages.class).get().listeners()).hasSize(1);
    }

    @Test
    void onlyEnabledBeansListen() {
        SeContainer container = start(Vetoing.class, Unchosen.class, Chosen.class);
        assertThat(container.select(Messages.class).get().listeners())
                .singleElement()
                .satisfies(view -> assertThat(view.name()).contains("Chosen"));
        stage.send("base", "hi");
        assertThat(diary.await(1)).containsExactly("base hi");
    }

    @Test
    void specialisedBeanDoesNotListen() {
        SeContainer container = start(MoreAlerts.class, Better.class);
        assertThat(container.select(Messages.class).get().listeners()).hasSize(1);
        stage.send("base", "hi");
        assertThat(diary.await(1)).containsExactly("better hi");
    }

    @Test
    void tellsOfListenersThatAreOnlyProduced() {
        assertThatThrownBy(() -> start(Maker.class))
                .hasStackTraceContaining("Made: Its listeners would never be called")
                .hasStackTraceContaining("Make the class a bean");
    }
}
