// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who gets which context, and when they end. */
class ContextStoreTest {

    private static final ContextKey OTHER = new ContextKey("other", null, null, JMSContext.AUTO_ACKNOWLEDGE);

    private final ContextStore store = new ContextStore();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final AtomicReference<ExceptionListener> listener = new AtomicReference<>();

    /** Notes what is done to it. */
    private OpenContext make(String name, boolean followsTransaction) {
        JMSContext context = (JMSContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JMSContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setExceptionListener")) {
                        listener.set((ExceptionListener) arguments[0]);
                    } else {
                        ends.add(method.getName() + ' ' + name);
                    }
                    return null;
                });
        return new OpenContext(context, context, followsTransaction);
    }

    private OpenContext get(ContextKey key, String name) {
        return store.get(key, () -> make(name, false));
    }

    private static void elsewhere(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work, "elsewhere");
        thread.start();
        thread.join();
    }

    @Test
    void oneForEachThreadAndKey() throws InterruptedException {
        OpenContext mine = get(ContextKey.DEFAULT, "mine");
        List<OpenContext> others = new ArrayList<>();
        elsewhere(() -> others.add(get(ContextKey.DEFAULT, "theirs")));

        assertThat(get(new ContextKey("", null, null, JMSContext.AUTO_ACKNOWLEDGE), "again")).isSameAs(mine);
        assertThat(get(OTHER, "other")).isNotSameAs(mine);
        assertThat(others).singleElement().isNotSameAs(mine);
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void thoseOfThreadsThatHaveEndedAreSwept() throws InterruptedException {
        get(ContextKey.DEFAULT, "mine");
        elsewhere(() -> get(ContextKey.DEFAULT, "theirs"));

        store.sweep();

        assertThat(ends).containsExactly("close theirs");
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void endClosesAllAndRefusesMore() {
        get(ContextKey.DEFAULT, "a");
        store.end(false);

        assertThat(ends).containsExactly("close a");
        assertThatThrownBy(() -> get(OTHER, "b")).isInstanceOf(IllegalStateRuntimeException.class);
        assertThat(ends).containsExactly("close a", "close b");
    }

    @Test
    void thoseWithATransactionOfTheirOwnFollow() {
        assertThat(store.get(OTHER, () -> make("a", true))).isNotNull();
        store.end(true);
        ContextStore second = new ContextStore();
        assertThat(second.get(OTHER, () -> make("b", true))).isNotNull();
        second.end(false);

        assertThat(ends).containsExactly("commit a", "close a", "rollback b", "close b");
    }

    @Test
    void lostConnectionIsReplaced() {
        OpenContext first = store.get(ContextKey.DEFAULT, () -> make("first", false).watched());
        ExceptionListener watching = listener.get();
        assertThat(watching).isNotNull();
        if (watching != null) {
            watching.onException(new JMSException("gone"));
        }

        OpenContext second = get(ContextKey.DEFAULT, "second");

        assertThat(second).isNotSameAs(first);
        assertThat(ends).containsExactly("close first");
    }
}
