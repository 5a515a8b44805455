// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.stream.EventStore;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.Loaded;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What objects made of events promise. */
abstract class StoreContract extends StreamStage {

    /** What an account is. */
    public record Account(int balance, int deposits) {

        static final Account EMPTY = new Account(0, 0);

        Account after(Deposit deposit) {
            return new Account(balance + deposit.amount(), deposits + 1);
        }
    }

    private final EventStream<Deposit> stream = deposits();

    StoreContract(Way way) {
        super(way);
    }

    private EventStore<Deposit, Account> accounts(int every) {
        return stream.store(Account.class).snapshotEvery(every).attempts(1_000).build(Account.EMPTY, Account::after);
    }

    @Test
    void loadsASnapshotAndWhatCameAfterIt() {
        EventStore<Deposit, Account> accounts = accounts(3);
        for (int i = 0; i < 10; i++) {
            assertThat(accounts.append("a", i, List.of(new Deposit("a", i)))).isEqualTo(i + 1);
            accounts.append("b", i, List.of(new Deposit("b", 1)));
        }
        assertThat(accounts.load("a")).isEqualTo(new Loaded<>(new Account(45, 10), 10));
        assertThat(accounts(3).load("b")).isEqualTo(new Loaded<>(new Account(10, 10), 10));
        assertThat(accounts.load("nobody")).isEqualTo(new Loaded<>(Account.EMPTY, 0));
        assertThat(messaging.streams().open("deposits.snapshots", Account.class).describe().events()).isEqualTo(2);
    }

    @Test
    void refusesWhatWasDecidedByAnOldState() {
        EventStore<Deposit, Account> accounts = accounts(3);
        accounts.append("a", 0, List.of(new Deposit("a", 1)));
        assertThat(codeOf(() -> accounts.append("a", 0, List.of(new Deposit("a", 2)))))
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
        assertThat(accounts.load("a").version()).isEqualTo(1);
    }

    @Test
    void losesNoUpdateOfManyThreads() throws InterruptedException, ExecutionException {
        EventStore<Deposit, Account> accounts = accounts(7);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> all = IntStream.range(0, 4)
                    .mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < 15; i++) {
                            accounts.update("a", account -> List.of(new Deposit("a", account.deposits())));
                        }
                        return thread;
                    }))
                    .toList();
            for (Future<Integer> each : all) {
                assertThat(each.get()).isBetween(0, 3);
            }
        } finally {
            threads.shutdownNow();
        }
        // each deposit is the number of those before it, so that a lost or doubled one shows in the sum
        assertThat(accounts.load("a")).isEqualTo(new Loaded<>(new Account(60 * 59 / 2, 60), 60));
    }
}
