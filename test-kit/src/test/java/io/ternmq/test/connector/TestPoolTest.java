// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.test.connector.FakeFactory.Handle;
import io.ternmq.test.connector.FakeFactory.Wish;
import jakarta.resource.ResourceException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestPoolTest {

    private final HandTransactions transactions = new HandTransactions();
    private final TestServer server = new TestServer(transactions);
    private final FakeFactory factory = new FakeFactory();

    @AfterEach
    void close() {
        server.close();
    }

    private TestPool pool(TestPool.Part part) {
        return new TestPool(server, factory, transactions, part);
    }

    private Handle open(TestPool pool) {
        return factory.open(pool, null);
    }

    @Test
    void givesAConnectionThatCameBackToTheNextEqualRequest() throws Exception {
        TestPool pool = pool(TestPool.Part.XA);
        Object handle = pool.factory(Supplier.class).get();
        assertThat(pool.busy()).isOne();
        ((Handle) handle).close();
        assertThat(pool.idle()).isOne();
        open(pool).close();
        assertThat(pool.created()).isOne();
        factory.open(pool, new Wish("other")).close();
        assertThat(pool.created()).isEqualTo(2);
        assertThat(factory.made.get(0).told).containsExactly("cleanup", "cleanup");
        assertThat(pool.events()).containsOnly("connectionClosed");
    }

    @Test
    void sharesAConnectionWithinATransactionAndKeepsItUntilTheEnd() throws Exception {
        TestPool pool = pool(TestPool.Part.XA);
        transactions.begin();
        open(pool).close();
        open(pool).close();
        assertThat(pool.created()).isOne();
        assertThat(pool.busy()).isOne();
        assertThat(factory.made.get(0).told).isEmpty();
        transactions.commit();
        assertThat(factory.made.get(0).resource.told).containsExactly("start", "end", "commit at once");
        assertThat(factory.made.get(0).told).containsExactly("cleanup");
        assertThat(pool.idle()).isOne();
    }

    @Test
    void endsLocalTransactionsWithThatOfTheThread() throws Exception {
        TestPool pool = pool(TestPool.Part.LOCAL);
        transactions.begin();
        Handle handle = open(pool);
        transactions.commit();
        handle.close();
        transactions.begin();
        open(pool).close();
        transactions.rollback();
        assertThat(factory.made).hasSize(1);
        assertThat(factory.made.get(0).told)
                .containsExactly("begin", "commit", "cleanup", "begin", "rollback", "cleanup");
    }

    @Test
    void leavesConnectionsOutOfTransactionsWhereTheyTakeNoPart() throws Exception {
        TestPool pool = pool(TestPool.Part.NONE);
        transactions.begin();
        open(pool).close();
        transactions.commit();
        assertThat(factory.made.get(0).told).containsExactly("cleanup");
        assertThat(factory.made.get(0).resource.told).isEmpty();
    }

    @Test
    void destroysConnectionsThatFailOrAreFoundBroken() throws Exception {
        TestPool pool = pool(TestPool.Part.XA);
        Handle failing = open(pool);
        failing.fail();
        failing.close();
        assertThat(pool.destroyed()).isOne();
        assertThat(factory.made.get(0).told).containsExactly("destroy");
        open(pool).close();
        factory.made.get(1).broken = true;
        open(pool).close();
        assertThat(factory.made).hasSize(3);
        assertThat(factory.made.get(1).told).containsExactly("cleanup", "destroy");
        factory.made.get(2).broken = true;
        pool.validate();
        assertThat(pool.destroyed()).isEqualTo(3);
        assertThat(pool.idle() + pool.busy()).isZero();
    }

    @Test
    void keepsNoConnectionForATransactionThatTakesNoMore() throws Exception {
        TestPool pool = pool(TestPool.Part.XA);
        transactions.begin();
        transactions.setRollbackOnly();
        assertThatThrownBy(() -> pool.allocateConnection(factory, null)).isInstanceOf(ResourceException.class);
        transactions.rollback();
        assertThat(pool.busy()).isZero();
        assertThat(pool.idle()).isOne();
    }

    @Test
    void servesOneFactoryOnlyAndDestroysEverythingInTheEnd() {
        TestPool pool = pool(TestPool.Part.XA);
        assertThatThrownBy(() -> pool.allocateConnection(new FakeFactory(), null))
                .isInstanceOf(ResourceException.class);
        open(pool).close();
        open(pool);
        server.close();
        assertThat(factory.made).allMatch(each -> each.told.contains("destroy"));
    }
}
