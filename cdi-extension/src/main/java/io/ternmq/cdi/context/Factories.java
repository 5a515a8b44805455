// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.cdi.settings.Endpoint;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Connection factories by name: a bean of the program, else what the settings say, else an object in JNDI. Callable
 * from any thread.
 */
@ApplicationScoped
public class Factories {

    private final Map<String, ConnectionFactory> known = new ConcurrentHashMap<>();
    private final @Nullable Instance<ConnectionFactory> beans;
    private final @Nullable Settings settings;
    private final @Nullable Transactions transactions;

    /** For the proxy of the container. */
    protected Factories() {
        this.beans = null;
        this.settings = null;
        this.transactions = null;
    }

    /**
     * By the container.
     *
     * @param beans        those of the program
     * @param settings     of the program
     * @param transactions tells whether there is a transaction manager
     */
    @Inject
    public Factories(@Any Instance<ConnectionFactory> beans, Settings settings, Transactions transactions) {
        this.beans = beans;
        this.settings = settings;
        this.transactions = transactions;
    }

    /**
     * The factory of a name.
     *
     * @param name of a bean, of the settings or in JNDI; empty for the default one
     * @return always the same
     * @throws ProviderException with {@code INVALID_SETTING} when there is none, or no single one
     */
    public ConnectionFactory named(String name) {
        ConnectionFactory found = known.get(name);
        if (found != null) {
            return found;
        }
        ConnectionFactory made = find(name);
        ConnectionFactory earlier = known.putIfAbsent(name, made);
        return earlier == null ? made : earlier;
    }

    private ConnectionFactory find(String name) {
        Instance<ConnectionFactory> all = Objects.requireNonNull(beans);
        Instance<ConnectionFactory> fitting =
                name.isEmpty() ? all.select(Default.Literal.INSTANCE) : all.select(NamedLiteral.of(name));
        if (fitting.isAmbiguous()) {
            return name.isEmpty() ? unnamed(fitting) : ambiguous(" of the name '" + name + "'.");
        }
        return fitting.isResolvable() ? fitting.get() : other(name);
    }

    /** A bean with {@code @Named} alone is a default one too; one without a name is meant before it. */
    private static ConnectionFactory unnamed(Instance<ConnectionFactory> all) {
        List<? extends Instance.Handle<ConnectionFactory>> meant = all.handlesStream()
                .filter(handle -> handle.getBean().getName() == null)
                .toList();
        return meant.size() == 1
                ? meant.get(0).get()
                : ambiguous(", and no single one without a name: give all but one a @Named.");
    }

    private static ConnectionFactory ambiguous(String which) {
        throw new ProviderException(ErrorCode.INVALID_SETTING, "There are several ConnectionFactory beans" + which);
    }

    private ConnectionFactory other(String name) {
        if (!name.isEmpty() && !Objects.requireNonNull(settings).hasFactory(name)) {
            ConnectionFactory bound = bound(name);
            if (bound != null) {
                return bound;
            }
        }
        return configured(name);
    }

    /**
     * The factory that the settings describe, whatever beans there are.
     *
     * @param name of the factory, empty for the default one
     * @return a new one
     * @throws ProviderException with {@code INVALID_SETTING} when they describe none, or a wrong one
     */
    public ConnectionFactory configured(String name) {
        Endpoint endpoint = Objects.requireNonNull(settings).endpoint(name);
        return of(endpoint, Objects.requireNonNull(transactions).isPresent());
    }

    /** One that joins transactions when somebody may begin them. */
    static ConnectionFactory of(Endpoint endpoint, boolean withTransactions) {
        TernConnectionFactory factory;
        try {
            factory = withTransactions
                    ? new TernXAConnectionFactory(endpoint.url())
                    : new TernConnectionFactory(endpoint.url());
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "A connection factory: " + e.getMessage(), e);
        }
        if (endpoint.user() != null) {
            factory.setUser(endpoint.user());
            factory.setPassword(endpoint.password());
        }
        if (endpoint.clientId() != null) {
            factory.setClientId(endpoint.clientId());
        }
        return factory;
    }

    @SuppressWarnings("BanJNDI") // the name is the program's own, and what a container binds to it is its own, too
    private static @Nullable ConnectionFactory bound(String name) {
        try {
            return InitialContext.doLookup(name) instanceof ConnectionFactory factory ? factory : null;
        } catch (NamingException e) {
            return null; // nobody has bound it; the message that follows says where a factory may come from
        }
    }
}
