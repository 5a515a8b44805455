// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static io.ternmq.broker.handler.BranchStage.begin;
import static io.ternmq.broker.handler.BranchStage.commit;
import static io.ternmq.broker.handler.BranchStage.commitInOnePhase;
import static io.ternmq.broker.handler.BranchStage.end;
import static io.ternmq.broker.handler.BranchStage.prepare;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.PropertyMap;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that expect a version, sent within transactions, when somebody else is faster. */
class EventBranchTest {

    private final CoreHarness core =
            CoreHarness.with(Map.of("s", DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT)));
    private TestClient client = core.connect();

    private FrozenMessageBuilder event(long expectedVersion) {
        return core.toTopic("s").properties(PropertyMap.wrap(Map.of(
                MessageProperties.KEY, "k", MessageProperties.EXPECTED_VERSION, expectedVersion)));
    }

    private void another() {
        TestClient faster = core.connect();
        faster.send(core.toTopic("s").properties(CoreHarness.properties(MessageProperties.KEY, "k"))).get();
        faster.disconnect();
    }

    private EventStream stream() {
        return core.state().streams().all().iterator().next();
    }

    private void work(long... expectedVersions) {
        begin(client, -1);
        for (long expected : expectedVersions) {
            client.send(event(expected), -1).done();
        }
        end(client, -1);
    }

    @Test
    void aBranchFindsOutAtItsCommitInOnePhase() {
        work(0);
        another();

        assertThat(commitInOnePhase(client)).isEqualTo(Vote.ROLLED_BACK);
        assertThat(stream().version("k")).isEqualTo(1);
        work(1, 2);
        assertThat(commitInOnePhase(client)).isEqualTo(Vote.DONE);
        assertThat(stream().version("k")).isEqualTo(3);
    }

    @Test
    void aBranchFindsOutWhenItIsPrepared() {
        work(0, 1);
        another();

        assertThat(prepare(client)).isEqualTo(Vote.ROLLED_BACK);
        assertThat(BranchStage.inDoubt(client)).isEmpty();
        assertThat(stream().version("k")).isEqualTo(1);
    }

    @Test
    void whatWasPreparedIsAppendedWhateverCameBetweenAlsoAfterACrash() {
        another();
        work(1);
        assertThat(prepare(client)).isEqualTo(Vote.DONE);
        another();
        core.restart();
        client = core.connect();

        assertThat(commit(client)).isEqualTo(Vote.DONE);
        assertThat(stream().version("k")).isEqualTo(3);
        core.restart();
        assertThat(stream().version("k")).isEqualTo(3);
        assertThat(stream().log().events()).isEqualTo(3);
    }

    @Test
    void aLocalTransactionFindsOutAtItsCommitAndIsUndoneAsAWhole() {
        client.send(core.toQueue("q"), 1).done();
        client.send(event(0), 1).done();
        client.send(event(1), 1).done();
        another();

        client.commit(1).refused(ErrorCode.VERSION_CONFLICT);
        assertThat(stream().log().events()).isEqualTo(1);
        assertThat(core.state().transactions().of(1)).isEmpty();
        assertThat(core.connect().browse("q", null, 0, 10).messages()).isEmpty();
        assertThat(client.send(event(1)).get()).isInstanceOf(Reply.Appended.class);
    }
}
