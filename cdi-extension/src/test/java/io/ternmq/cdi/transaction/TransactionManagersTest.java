// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Finding a transaction manager where no name is bound. */
class TransactionManagersTest {

    private static final TransactionManager MANAGER = (TransactionManager) Proxy.newProxyInstance(
            TransactionManager.class.getClassLoader(),
            new Class<?>[] {TransactionManager.class},
            (proxy, method, arguments) -> null);

    /** As the class of a server. */
    public static final class Factory {

        private Factory() {}

        /** Found by its name. */
        public static TransactionManager getTransactionManager() {
            return MANAGER;
        }
    }

    /** Whose method is something else. */
    public static final class Stranger {

        private Stranger() {}

        /** Found by its name. */
        public static String getTransactionManager() {
            return "";
        }
    }

    @Test
    void takesTheOneThatAClassOfTheServerHandsOut() {
        assertThat(TransactionManagers.handedOut(Factory.class.getName()).orElseThrow()).isSameAs(MANAGER);
    }

    @Test
    void doesWithoutWhereNoServerIs() {
        assertThat(TransactionManagers.handedOut("com.ibm.tx.jta.TransactionManagerFactory")).isEmpty();
        assertThat(TransactionManagers.handedOut(Stranger.class.getName())).isEmpty();
    }
}
