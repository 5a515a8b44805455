// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Gathered;
import io.ternmq.api.pattern.request.RequestRefusedException;
import io.ternmq.api.pattern.request.Until;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What gathering promises over any provider. */
abstract class GatherContract extends PatternStage {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final Channel offers = Channel.topic("offers");

    GatherContract(Ground ground) {
        super(ground);
    }

    private void responders(String... names) {
        Messaging program = program();
        for (String name : names) {
            program.responder(offers, String.class).name(name).answer(text -> text.body() + " from " + name);
        }
    }

    private void refuser(String name) {
        program().responder(offers, String.class).name(name).answer(text -> {
            throw new RequestRefusedException("CLOSED", name + " is closed");
        });
    }

    private void silent(String name) {
        program().responder(offers, String.class).name(name).answer(text -> new CompletableFuture<String>());
    }

    private Gathered<String> gather(Until condition, String... expected) throws Exception {
        return get(program().gather(offers, "offer", String.class).expecting(expected).until(condition));
    }

    /** Once more where a busy machine has not brought so many answers in time: late ones are left out by right. */
    private Gathered<String> gatherInTime(int answers, Until condition, String... expected) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        Gathered<String> result = gather(condition, expected);
        while (result.replies().size() < answers && System.nanoTime() < deadline) {
            result = gather(condition, expected);
        }
        return result;
    }

    @Test
    void gathersFromAllWhoAreExpected() throws Exception {
        responders("a", "b", "c");

        Gathered<String> result = gather(Until.all(), "a", "b", "c");

        assertThat(result.bodies()).containsExactlyInAnyOrder("offer from a", "offer from b", "offer from c");
        assertThat(result.complete()).isTrue();
        assertThat(result.missing()).isEmpty();
    }

    @Test
    void gathersSoManyAsWereSaid() throws Exception {
        responders("a", "b");
        refuser("c");

        Gathered<String> result = gather(Until.all(3));

        assertThat(result.replies()).extracting(Incoming::source).containsExactlyInAnyOrder("a", "b");
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.responder()).isEqualTo("c");
            assertThat(failure.remoteCode()).isEqualTo("CLOSED");
        });
        assertThat(result.complete()).isTrue();
    }

    @Test
    void namesWhoDidNotAnswer() throws Exception {
        responders("a");
        silent("b");

        Gathered<String> result = gatherInTime(1, Until.all().orWithin(SHORT), "a", "b", "c");

        assertThat(result.bodies()).containsExactly("offer from a");
        assertThat(result.missing()).containsExactly("b", "c");
        assertThat(result.complete()).isFalse();
    }

    @Test
    void endsWithTheFirstGoodAnswers() throws Exception {
        refuser("c");
        responders("a");
        silent("b");

        Gathered<String> result = gather(Until.first(1));

        assertThat(result.bodies()).containsExactly("offer from a");
        assertThat(result.complete()).isTrue();
    }

    @Test
    void endsWhenMoreThanHalfHaveAnswered() throws Exception {
        responders("a", "b");
        silent("c");

        Gathered<String> result = gather(Until.quorum(), "a", "b", "c");

        assertThat(result.replies()).hasSize(2);
        assertThat(result.missing()).containsExactly("c");
        assertThat(result.complete()).isTrue();
    }

    @Test
    void givesUpAQuorumThatCannotBeReached() throws Exception {
        responders("a");
        refuser("b");
        refuser("c");

        Gathered<String> result = gather(Until.quorum(3));

        assertThat(result.complete()).isFalse();
        assertThat(result.failures()).hasSize(2);
    }

    @Test
    void gathersForATime() throws Exception {
        responders("a", "b");

        Gathered<String> result = gatherInTime(2, Until.within(SHORT), "a", "b", "c");

        assertThat(result.replies()).hasSize(2);
        assertThat(result.missing()).containsExactly("c");
    }

    @Test
    void saysThatItMustKnowHowManyThereAre() {
        assertThatThrownBy(() -> gather(Until.all()))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
    }

    @Test
    void endsWhenTheConnectionIsLost() throws Exception {
        silent("a");
        CompletableFuture<Gathered<String>> future =
                program().gather(offers, "offer", String.class).until(Until.first(1));
        assertThat(future).isNotDone();

        scissors().cut();

        assertThat(codeOf(failureOf(future))).isEqualTo(ErrorCode.CONNECTION_LOST);
    }
}
