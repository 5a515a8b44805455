// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.jta;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.jta.cdi.TransactionExtension;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.proof.Deed;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Order;
import io.ternmq.cdi.proof.Stand;
import jakarta.transaction.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A message, and what its listener sends with a connection of its own, become true together. */
@Timeout(60)
class TransactionalListenerTest {

    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final String ACTIVE = "status " + Status.STATUS_ACTIVE;

    private @Nullable Stand stand;

    @BeforeAll
    static void configure(@TempDir Path directory) {
        for (String store : new String[] {null, "stateStore", "communicationStore"}) {
            ObjectStoreEnvironmentBean settings = store == null
                    ? BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
                    : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
            settings.setObjectStoreDir(directory.toString());
        }
        BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setTransactionStatusManagerEnable(false);
    }

    @BeforeEach
    void open() throws Exception {
        stand = Stand.on(Ground.VM).with(new TransactionExtension());
    }

    @AfterEach
    void close() throws Exception {
        stand().close();
    }

    private Stand stand() {
        return Objects.requireNonNull(stand, "opened before each test");
    }

    private Bank bank() {
        return stand().startWithoutFactory(Bank.class).select(Bank.class).get();
    }

    private void send(String queue, String id) {
        try (Publisher<Order> publisher = stand().outside().publisher(Order.class).open()) {
            publisher.publish(Outgoing.to(Channel.queue(queue)).body(new Order(id)));
        }
    }

    private long depth(String queue) {
        return stand().broker().queue(queue).depth();
    }

    @Test
    void bothBecomeTrue() {
        bank();
        send("transfers", "1");
        await("the booking", () -> depth("booked") == 1 && depth("transfers") == 0);
        assertThat(stand().ledger().done()).containsExactly(ACTIVE, "1");
    }

    @Test
    void aFailureUndoesBothAndTheMessageComesAgain() {
        bank();
        stand().ledger().script(Deed.FAIL);
        send("transfers", "1");
        await("the first attempt", () -> stand().ledger().visits() == 1);
        stand().broker().awaitIdle();
        assertThat(depth("booked")).isZero();
        assertThat(depth("transfers")).isEqualTo(1);
        stand().later("the second attempt", SECONDS, () -> stand().ledger().visits() == 2);
        await("the booking", () -> depth("booked") > 0 && depth("transfers") == 0);
        assertThat(stand().ledger().done()).containsExactly(ACTIVE, ACTIVE, "1");
        assertThat(depth("booked")).isEqualTo(1);
        assertThat(depth("dead")).isZero();
    }

    @Test
    void aMarkedTransactionIsAFailureToo() {
        bank();
        send("doubts", "1");
        await("the doubt", () -> stand().ledger().done().size() == 1);
        stand().later("the second attempt", SECONDS, () -> stand().ledger().done().size() == 2);
        await("the booking", () -> depth("booked") > 0 && depth("doubts") == 0);
        assertThat(depth("booked")).isEqualTo(1);
    }

    @Test
    void whatFailsForGoodIsADeadLetterWithoutABooking() {
        bank();
        stand().ledger().script(Deed.REJECT);
        send("transfers", "1");
        await("the dead letter", () -> depth("dead") == 1 && depth("transfers") == 0);
        assertThat(depth("booked")).isZero();
        assertThat(stand().ledger().visits()).isEqualTo(1);
    }

    @Test
    void othersAreNotPartOfAny() {
        bank();
        send("questions", "1");
        await("the answer", () -> !stand().ledger().done().isEmpty());
        assertThat(stand().ledger().done()).containsExactly("1 outside");
    }

    @Test
    void aStopInMidDeliveryUndoesBoth() {
        bank();
        stand().ledger().script(Deed.HANG);
        send("transfers", "1");
        await("the delivery", () -> stand().ledger().visits() == 1);
        stand().stop();
        assertThat(depth("booked")).isZero();
        assertThat(depth("transfers")).isEqualTo(1);
        bank();
        await("the delivery to the next", () -> depth("transfers") == 0);
        assertThat(depth("booked")).isEqualTo(1);
    }

    @Test
    void aContextIsPartOfTheTransactionOfWhoeverHasBegunIt() {
        Bank bank = bank();
        bank.book("good");
        assertThatThrownBy(() -> bank.book("bad")).isInstanceOf(IllegalArgumentException.class);
        assertThat(depth("booked")).isEqualTo(1);
    }
}
