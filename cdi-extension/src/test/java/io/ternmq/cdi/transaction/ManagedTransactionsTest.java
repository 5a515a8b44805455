// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against a transaction manager that writes down what it is asked. */
class ManagedTransactionsTest {

    private final List<String> asked = new ArrayList<>();
    private int status = Status.STATUS_NO_TRANSACTION;
    private boolean isRefusing;
    private boolean isDoomed;
    private final Transaction transaction = script(Transaction.class, (proxy, method, arguments) -> {
        asked.add(method.getName());
        return !isRefusing;
    });
    private final TransactionManager manager = script(
            TransactionManager.class, (proxy, method, arguments) -> answer(method.getName()));
    private final XAResource session = script(XAResource.class, (proxy, method, arguments) -> null);
    private final ManagedTransactions transactions =
            new ManagedTransactions(
                    () -> manager, (bean, method) -> bean == Object.class && method.getName().equals("toString"));

    private static <T> T script(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object answer(String method) throws RollbackException {
        switch (method) {
            case "getStatus" -> {
                return status;
            }
            case "getTransaction" -> {
                return status == Status.STATUS_NO_TRANSACTION ? null : transaction;
            }
            case "begin" -> status = Status.STATUS_ACTIVE;
            default -> status = Status.STATUS_NO_TRANSACTION;
        }
        asked.add(method);
        if (isDoomed && method.equals("commit")) {
            throw new RollbackException("doomed");
        }
        return null;
    }

    @Test
    void commitsWhatWasBegun() throws Exception {
        transactions.begin();
        transactions.enlist(session);
        assertThat(transactions.commit()).isTrue();
        assertThat(asked).containsExactly("begin", "enlistResource", "commit");
    }

    @Test
    void rollsBackWhatSomebodyHasMarked() throws Exception {
        transactions.begin();
        status = Status.STATUS_MARKED_ROLLBACK;
        assertThat(transactions.commit()).isFalse();
        assertThat(asked).containsExactly("begin", "rollback");
    }

    @Test
    void tellsOfCommitThatBecameARollback() throws Exception {
        isDoomed = true;
        transactions.begin();
        assertThat(transactions.commit()).isFalse();
    }

    @Test
    void leavesAloneWhatIsOver() throws Exception {
        transactions.rollback();
        assertThat(transactions.commit()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesSessionWithoutTransaction() {
        assertThatThrownBy(() -> transactions.enlist(session))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("begin one before");
    }

    @Test
    void tellsWhenTheManagerRefusesTheSession() throws Exception {
        isRefusing = true;
        transactions.begin();
        assertThatThrownBy(() -> transactions.enlist(session))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("refuses the session");
    }

    @Test
    void asksForMethodsThatWantIt() throws Exception {
        assertThat(transactions.wants(Object.class, Object.class.getMethod("toString"))).isTrue();
        assertThat(transactions.wants(Object.class, Object.class.getMethod("hashCode"))).isFalse();
        assertThat(transactions.wants(String.class, Object.class.getMethod("toString"))).isFalse();
    }
}
