// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts that write down what they are told. */
class LifecycleOrderTest {

    private final CdiStage stage = CdiStage.open();
    private final BeanManager beans = stage.start().getBeanManager();
    private final Diary diary = new Diary();

    @AfterEach
    void closeStage() {
        stage.close();
    }

    /** Begins and ends, or fails at one of them. */
    private final class Told implements Part {

        private final String name;
        private final boolean isFailing;

        Told(String name, boolean isFailing) {
            this.name = name;
            this.isFailing = isFailing;
        }

        @Override
        public void start(BeanManager container) throws IOException {
            diary.note("start " + name);
            if (isFailing) {
                throw new IOException("no " + name);
            }
        }

        @Override
        public boolean stop(Duration limit) {
            assertThat(limit).isBetween(Duration.ZERO, Duration.ofSeconds(3));
            diary.note("stop " + name);
            if (isFailing) {
                throw new IllegalStateException(name);
            }
            return false;
        }
    }

    private Lifecycle lifecycle(Part... parts) {
        Settings settings = Settings.of(Map.of("ternmq.stop-timeout", "3s"));
        return new Lifecycle(settings, List.of(parts), new Running());
    }

    @Test
    void endsTheOtherWayRoundAndOnce() {
        Lifecycle lifecycle = lifecycle(new Told("bridge", false), new Told("listeners", false));
        lifecycle.start(beans);
        lifecycle.start(beans);
        lifecycle.stop();
        lifecycle.stop();
        lifecycle.close();
        lifecycle.start(beans);
        assertThat(diary.lines())
                .containsExactly("start bridge", "start listeners", "stop listeners", "stop bridge");
    }

    @Test
    void failedStartEndsWhatWasBegun() {
        Lifecycle lifecycle =
                lifecycle(new Told("bridge", false), new Told("pipelines", true), new Told("listeners", false));
        assertThatThrownBy(() -> lifecycle.start(beans))
                .hasMessageContaining("no pipelines")
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(diary.lines())
                .containsExactly("start bridge", "start pipelines", "stop pipelines", "stop bridge");
    }

    @Test
    void doesNothingWithoutAStart() {
        Lifecycle lifecycle = lifecycle(new Told("bridge", false));
        lifecycle.stop();
        lifecycle.close();
        lifecycle.start(beans);
        assertThat(diary.lines()).isEmpty();
    }
}
