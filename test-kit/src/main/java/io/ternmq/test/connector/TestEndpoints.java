// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A message-driven bean in a server. With transactions, each delivery runs in one of its own, which takes the resource
 * of the adapter in, commits, and rolls back when the bean throws; the adapter may announce deliveries ({@code
 * beforeDelivery}) or not. Without, the bean is called and nothing else. Any thread may call.
 */
public final class TestEndpoints implements MessageEndpointFactory {

    private final MessageListener bean;
    private final @Nullable TransactionManager transactions;
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger announced = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int limit = Integer.MAX_VALUE;

    /**
     * A bean whose deliveries are not transacted.
     *
     * @param bean is called for each message
     */
    public TestEndpoints(MessageListener bean) {
        this(bean, null);
    }

    /**
     * A bean.
     *
     * @param bean         is called for each message; what it throws goes to the adapter
     * @param transactions of the server, or null when deliveries are not transacted
     */
    public TestEndpoints(MessageListener bean, @Nullable TransactionManager transactions) {
        this.bean = bean;
        this.transactions = transactions;
    }

    /**
     * Says how many endpoints there may be at once; more are refused with {@link UnavailableException}.
     *
     * @param endpoints 0 refuses every one
     */
    public void limit(int endpoints) {
        this.limit = endpoints;
    }

    /** Endpoints that were made since the beginning. */
    public int created() {
        return created.get();
    }

    /** Endpoints that are in the hands of the adapter. */
    public int held() {
        return created.get() - released.get();
    }

    /** Calls of the bean. */
    public int calls() {
        return calls.get();
    }

    /** Deliveries that the adapter announced with {@code beforeDelivery}. */
    public int announced() {
        return announced.get();
    }

    /** Calls that the bean left with an exception. */
    public int failures() {
        return failures.get();
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
        if (held() >= limit) {
            throw new UnavailableException("this server makes no more than " + limit + " endpoints now");
        }
        created.incrementAndGet();
        return new TestEndpoint(this, resource);
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) throws NoSuchMethodException {
        requireMethod(method);
        return transactions != null;
    }

    @Override
    public String getActivationName() {
        return "test-bean";
    }

    @Override
    public Class<?> getEndpointClass() {
        return bean.getClass();
    }

    /** Refuses what is no method of the bean. */
    static void requireMethod(Method method) throws NoSuchMethodException {
        if (!method.getName().equals("onMessage")) {
            throw new NoSuchMethodException("this bean has no " + method);
        }
    }

    void release() {
        released.incrementAndGet();
    }

    void announce() {
        announced.incrementAndGet();
    }

    void call(Message message) {
        calls.incrementAndGet();
        try {
            bean.onMessage(message);
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            throw e;
        }
    }

    @Nullable TransactionManager transactions() {
        return transactions;
    }
}
