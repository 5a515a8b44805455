// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.ternmq.api.listen.DeliveryTransactions;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import java.nio.file.Path;
import javax.transaction.xa.XAResource;

/** Transactions of Narayana for every listener, as a container would give them. */
final class Narayana implements DeliveryTransactions {

    private static final int TIMEOUT_SECONDS = 20;
    private static final TransactionManager MANAGER = configure();

    private static TransactionManager configure() {
        String log = Path.of("target", "narayana-" + ProcessHandle.current().pid()).toAbsolutePath().toString();
        BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class).setObjectStoreDir(log);
        for (String store : new String[] {"stateStore", "communicationStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store).setObjectStoreDir(log);
        }
        try {
            BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier("ternmq");
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException(e);
        }
        BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setTransactionStatusManagerEnable(false);
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    static TransactionManager manager() {
        return MANAGER;
    }

    @Override
    public boolean wants(Class<?> bean, Method listener) {
        return true;
    }

    @Override
    public void begin() throws Exception {
        MANAGER.setTransactionTimeout(TIMEOUT_SECONDS);
        MANAGER.begin();
    }

    @Override
    public void enlist(XAResource resource) throws Exception {
        MANAGER.getTransaction().enlistResource(resource);
    }

    @Override
    public boolean commit() throws Exception {
        if (MANAGER.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
            MANAGER.rollback();
            return false;
        }
        try {
            MANAGER.commit();
            return true;
        } catch (RollbackException e) {
            return false;
        }
    }

    @Override
    public void rollback() throws Exception {
        if (MANAGER.getStatus() != Status.STATUS_NO_TRANSACTION) {
            MANAGER.rollback();
        }
    }
}
