// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.spi.Peer;
import io.ternmq.broker.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Guessing is slow. */
final class LoginWatchTest {

    private static final Peer HERE = Peer.remote("10.0.0.1:4711");
    private static final Peer SAME_HOST = Peer.remote("10.0.0.1:4712");
    private static final Peer ELSEWHERE = Peer.remote("10.0.0.2:4711");

    private final ManualTime time = new ManualTime();
    private final LoginWatch watch = new LoginWatch(time);

    @Test
    void someFailuresAreFreeThenTheWaitDoubles() {
        fail("ann", HERE, LoginWatch.FREE_FOR_USER - 1);
        assertThat(watch.mayTry("ann", HERE)).isTrue();

        for (long wait = LoginWatch.FIRST_WAIT_MILLIS; wait < 20_000; wait *= 2) {
            fail("ann", HERE, 1);
            time.advance(wait - 1);
            assertThat(watch.mayTry("ann", SAME_HOST)).as("after %d ms", wait - 1).isFalse();
            time.advance(1);
            assertThat(watch.mayTry("ann", SAME_HOST)).as("after %d ms", wait).isTrue();
        }
    }

    @Test
    void theWaitHasALimit() {
        fail("ann", HERE, 15);
        time.advance(LoginWatch.LONGEST_WAIT_MILLIS);

        assertThat(watch.mayTry("ann", HERE)).isTrue();
    }

    @Test
    void nobodyIsShutOutBecauseOfOthers() {
        fail("ann", HERE, 10);

        assertThat(watch.mayTry("ann", HERE)).isFalse();
        assertThat(watch.mayTry("bob", HERE)).isTrue();
        assertThat(watch.mayTry("ann", ELSEWHERE)).isTrue();
    }

    @Test
    void aMachineThatTriesManyNamesIsSlowedAsAWhole() {
        for (int i = 0; i < LoginWatch.FREE_FOR_HOST; i++) {
            fail("user" + i, HERE, 1);
        }

        assertThat(watch.mayTry("ann", SAME_HOST)).isFalse();
        assertThat(watch.mayTry("ann", ELSEWHERE)).isTrue();
    }

    @Test
    void successEndsTheRow() {
        fail("ann", HERE, LoginWatch.FREE_FOR_USER - 1);
        watch.onSuccess("ann", HERE);
        fail("ann", HERE, LoginWatch.FREE_FOR_USER - 1);

        assertThat(watch.mayTry("ann", HERE)).isTrue();
    }

    @Test
    void aRowIsForgottenAfterAWhile() {
        fail("ann", HERE, 10);
        time.advance(LoginWatch.FORGOTTEN_AFTER_MILLIS + 1);
        fail("ann", HERE, 1);

        assertThat(watch.mayTry("ann", HERE)).isTrue();
    }

    @Test
    void theTableIsBounded() {
        for (int i = 0; i < 2 * LoginWatch.MOST_ENTRIES; i++) {
            fail("user" + i, Peer.remote("10.0." + i / 256 + '.' + i % 256 + ":1"), 1);
        }

        assertThat(watch.size()).isEqualTo(LoginWatch.MOST_ENTRIES);
    }

    @Test
    void theOwnProcessIsNeverSlowed() {
        fail("ann", Peer.LOCAL, 100);

        assertThat(watch.mayTry("ann", Peer.LOCAL)).isTrue();
        assertThat(watch.size()).isZero();
    }

    @Test
    void oneLineTellsWhoFromWhereAndHowOftenWhateverTheNameIs() {
        Logger logger = Logger.getLogger(LoginWatch.class.getName());
        Lines lines = new Lines();
        logger.addHandler(lines);
        logger.setUseParentHandlers(false);
        try {
            fail("ann\n1970 all is well", HERE, 2);
            fail(null, HERE, 1);
        } finally {
            logger.removeHandler(lines);
            logger.setUseParentHandlers(true);
        }

        assertThat(lines.text).hasSize(3);
        assertThat(lines.text.get(1)).contains("ann?1970 all is well", "10.0.0.1:4711", "2 in a row", "PLAIN")
                .doesNotContain("\n");
        assertThat(lines.text.get(2)).contains("(none)", "3 in a row");
    }

    private void fail(@Nullable String user, Peer peer, int times) {
        for (int i = 0; i < times; i++) {
            watch.onFailure(user, "PLAIN", peer);
        }
    }

    /** What was logged. */
    private static final class Lines extends Handler {

        private final List<String> text = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            text.add(line.getMessage());
        }

        @Override
        public void flush() {
            assertThat(text).isNotNull();
        }

        @Override
        public void close() {
            text.clear();
        }
    }
}
