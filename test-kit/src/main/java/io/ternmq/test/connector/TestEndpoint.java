// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** One instance of the bean, in the hands of one thread of the adapter at a time. */
final class TestEndpoint implements MessageEndpoint, MessageListener {

    private final TestEndpoints factory;
    private final @Nullable XAResource resource;
    private boolean announced;
    private boolean released;

    TestEndpoint(TestEndpoints factory, @Nullable XAResource resource) {
        this.factory = factory;
        this.resource = resource;
    }

    @Override
    public void beforeDelivery(Method method) throws NoSuchMethodException, ResourceException {
        TestEndpoints.requireMethod(method);
        require(!released, "a delivery was announced to an endpoint that was released");
        require(!announced, "beforeDelivery was called twice without afterDelivery");
        factory.announce();
        begin();
        announced = true;
    }

    @Override
    public void onMessage(Message message) {
        require(!released, "a message came to an endpoint that was released");
        if (announced) {
            callAndDoom(message);
            return;
        }
        try {
            begin();
            try {
                callAndDoom(message);
            } finally {
                finish();
            }
        } catch (ResourceException e) {
            throw new IllegalStateException("the delivery's transaction failed", e);
        }
    }

    @Override
    public void afterDelivery() throws ResourceException {
        require(announced, "afterDelivery was called without beforeDelivery");
        announced = false;
        finish();
    }

    @Override
    public void release() {
        require(!released, "an endpoint was released twice");
        released = true;
        try {
            if (announced) {
                doom();
                afterDelivery();
            }
        } catch (ResourceException e) {
            throw new IllegalStateException("the delivery's transaction failed on release", e);
        } finally {
            factory.release();
        }
    }

    private void callAndDoom(Message message) {
        try {
            factory.call(message);
        } catch (RuntimeException | Error e) {
            doom();
            throw e;
        }
    }

    private void doom() {
        TransactionManager transactions = factory.transactions();
        try {
            if (transactions != null) {
                transactions.setRollbackOnly();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the delivery's transaction cannot be marked", e);
        }
    }

    private void begin() throws ResourceException {
        TransactionManager transactions = factory.transactions();
        if (transactions == null) {
            return;
        }
        try {
            transactions.begin();
            Transaction mine = transactions.getTransaction();
            require(
                    resource == null || mine.enlistResource(resource),
                    "the adapter's resource was not taken into the transaction");
        } catch (Exception e) {
            abandon(transactions, e);
            throw new ResourceException("no transaction for the delivery", e);
        }
    }

    private static void abandon(TransactionManager transactions, Exception cause) {
        try {
            if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transactions.rollback();
            }
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    private void finish() throws ResourceException {
        TransactionManager transactions = factory.transactions();
        if (transactions == null) {
            return;
        }
        try {
            if (transactions.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
                transactions.rollback();
            } else {
                transactions.commit();
            }
        } catch (Exception e) {
            throw new ResourceException("the delivery's transaction did not commit", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
