// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.cdi.container.CdiStage;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.Serial;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The beans of this room where another extension has the same. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SteppingBackTest {

    private static final String BROKER = "vm://stepping-" + UUID.randomUUID() + "?store=memory";

    private static final boolean CDI_IS_OWB =
            SeContainerInitializer.newInstance().getClass().getName().startsWith("org.apache.");

    private final CdiStage stage = CdiStage.open();

    @AfterEach
    void end() {
        stage.close();
    }

    /** Such as that of an application server. */
    public static final class Server implements Extension {

        private final ConnectionFactory factory = new TernConnectionFactory(BROKER);
        private final ConnectionFactory billing = new TernConnectionFactory(BROKER);
        private final JMSContext context = (JMSContext) Proxy.newProxyInstance(
                Server.class.getClassLoader(), new Class<?>[] {JMSContext.class}, (proxy, method, arguments) ->
                        method.getName().equals("toString") ? "of the server" : null);

        private final boolean isConfigured;

        Server(boolean isConfigured) {
            this.isConfigured = isConfigured;
        }

        void onBeans(@Observes AfterBeanDiscovery event) {
            add(event, ConnectionFactory.class, factory, Default.Literal.INSTANCE);
            add(event, ConnectionFactory.class, billing, new NamedBilling(), OfServer.Literal.INSTANCE);
            add(event, JMSContext.class, context, Default.Literal.INSTANCE);
        }

        private <T> void add(AfterBeanDiscovery event, Class<T> type, T object, Annotation... qualifiers) {
            String name = qualifiers.length > 1 ? "billing" : null;
            if (isConfigured) {
                event.<T>addBean()
                        .types(type)
                        .name(name)
                        .qualifiers(qualifiers)
                        .scope(Dependent.class)
                        .createWith(unused -> object);
            } else {
                event.addBean(new Given<>(type, name, Set.of(qualifiers), object));
            }
        }
    }

    /** A bean as servers write them. */
    private static final class Given<T> implements Bean<T> {

        private final Class<T> type;
        private final @Nullable String name;
        private final Set<Annotation> qualifiers;
        private final T object;

        Given(Class<T> type, @Nullable String name, Set<Annotation> qualifiers, T object) {
            this.type = type;
            this.name = name;
            this.qualifiers = qualifiers;
            this.object = object;
        }

        @Override
        public T create(CreationalContext<T> context) {
            return object;
        }

        @Override
        public void destroy(T instance, CreationalContext<T> context) {
            context.release();
        }

        @Override
        public Set<Type> getTypes() {
            return Set.of(type, Object.class);
        }

        @Override
        public Set<Annotation> getQualifiers() {
            Set<Annotation> all = new HashSet<>(qualifiers);
            all.add(Any.Literal.INSTANCE);
            return all;
        }

        @Override
        public Class<? extends Annotation> getScope() {
            return Dependent.class;
        }

        @Override
        public @Nullable String getName() {
            return name;
        }

        @Override
        public Set<Class<? extends Annotation>> getStereotypes() {
            return Set.of();
        }

        @Override
        public Class<?> getBeanClass() {
            return Server.class;
        }

        @Override
        public boolean isAlternative() {
            return false;
        }

        @Override
        public Set<InjectionPoint> getInjectionPoints() {
            return Set.of();
        }
    }

    /** Without it, one with a name would be a default one too. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface OfServer {

        /** For those that are no classes. */
        final class Literal extends AnnotationLiteral<OfServer> implements OfServer {

            @Serial
            private static final long serialVersionUID = 1L;

            private static final Literal INSTANCE = new Literal();
        }
    }

    /** The name of one. */
    private static final class NamedBilling extends AnnotationLiteral<Named> implements Named {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String value() {
            return "billing";
        }
    }

    /** Has all. */
    @Singleton
    public static class Shop {
        @Inject ConnectionFactory factory;
        @Inject @Named("billing") ConnectionFactory billing;
        @Inject JMSContext context;
        @Inject @JMSConnectionFactory("audit") JMSContext audit;
        @Inject Factories factories;
    }

    @Test
    void thoseOfAnotherExtensionAreMeant() {
        assertThatAllAreOf(new Server(false));
    }

    @Test
    void configuredOnesOfAnotherExtensionAreMeantWhereTheContainerTellsOfThem() {
        if (CDI_IS_OWB) {
            assertThatThrownBy(() -> assertThatAllAreOf(new Server(true)))
                    .hasStackTraceContaining("There is more than one Bean");
        } else {
            assertThatAllAreOf(new Server(true));
        }
    }

    @Test
    void settingsCanSayThatThereAreNone() {
        stage.with("ternmq.connection-factory.enabled", "false").with("ternmq.jms-context.enabled", "false");
        SeContainer container = stage.with(new Server(true)).startBare(Shop.class);
        assertThat(container.select(ConnectionFactory.class).get()).isInstanceOf(TernConnectionFactory.class);
    }

    private void assertThatAllAreOf(Server server) {
        SeContainer container = stage.with("ternmq.url", BROKER)
                .with("ternmq.factory.billing.url", BROKER)
                .with(server)
                .startBare(Shop.class);
        Shop shop = container.select(Shop.class).get();
        assertThat(shop.factory).isSameAs(server.factory);
        assertThat(shop.billing).isSameAs(server.billing);
        assertThat(shop.context).isSameAs(server.context);
        assertThat(shop.factories.named("")).isSameAs(server.factory);
        assertThat(shop.factories.named("billing")).isSameAs(server.billing);
    }

    @Test
    void withoutThemTheSettingsSayWhatIsMeant() {
        SeContainer container = stage.with("ternmq.url", BROKER)
                .with("ternmq.factory.billing.url", BROKER)
                .with("ternmq.factory.audit.url", BROKER)
                .startBare(Shop.class);
        Shop shop = container.select(Shop.class).get();
        assertThat(shop.factory).isInstanceOf(TernConnectionFactory.class);
        assertThat(shop.factories.named("billing")).isSameAs(shop.billing).isNotSameAs(shop.factory);
        assertThat(shop.context).asString().contains("factory=,");
        assertThat(shop.audit).asString().contains("factory=audit,");
    }
}
