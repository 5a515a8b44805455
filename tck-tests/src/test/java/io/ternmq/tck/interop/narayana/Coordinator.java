// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.narayana;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import javax.transaction.xa.XAResource;

/**
 * Narayana in this Java virtual machine, which has one: its settings are read when it is first used and hold from then
 * on. Its log is kept below the folder for build output; recovery runs only when a test asks for it.
 */
final class Coordinator {
    /** Bound of every transaction. */
    static final int TIMEOUT_SECONDS = 10;

    private static final TransactionManager MANAGER = configure();

    private Coordinator() {}

    /** The manager, with a bound for the transactions that this thread begins. */
    static TransactionManager bounded() throws SystemException {
        MANAGER.setTransactionTimeout(TIMEOUT_SECONDS);
        return MANAGER;
    }

    /**
     * Finishes what is in the log and not in doubt any more, in the two passes that the manager needs: it takes a
     * second.
     */
    static void recover(XAResource... resources) {
        BeanPopulator.getDefaultInstance(RecoveryEnvironmentBean.class).setRecoveryBackoffPeriod(1);
        RecoveryManager recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        recovery.removeAllModules(false);
        XARecoveryModule module = new XARecoveryModule();
        module.addXAResourceRecoveryHelper(new XAResourceRecoveryHelper() {
            @Override
            public boolean initialise(String settings) {
                return true;
            }

            @Override
            public XAResource[] getXAResources() {
                return resources.clone();
            }
        });
        recovery.addModule(new AtomicActionRecoveryModule());
        recovery.addModule(module);
        recovery.scan();
        recovery.terminate();
    }

    private static TransactionManager configure() {
        String log = Path.of("target", "narayana-" + ProcessHandle.current().pid()).toAbsolutePath().toString();
        for (String store : new String[] {null, "stateStore", "communicationStore"}) {
            ObjectStoreEnvironmentBean settings = store == null
                    ? BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
                    : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
            settings.setObjectStoreDir(log);
        }
        try {
            BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier("ternmq");
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException(e);
        }
        BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setTransactionStatusManagerEnable(false);
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }
}
