// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.cdi.container.CdiStage;
import io.ternmq.cdi.container.TernExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSPasswordCredential;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSessionMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code JMSContext} where it is injected. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InjectedContextTest {

    private static final String BROKER = "vm://context-" + UUID.randomUUID() + "?store=memory";

    private final CdiStage stage = CdiStage.open();

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    /** Not behind a proxy, so that fields can be seen. */
    @Singleton
    public static class Shop {
        @Inject JMSContext context;
        @Inject Contexts contexts;
        @Inject @JMSSessionMode(JMSContext.DUPS_OK_ACKNOWLEDGE) JMSContext lazy;
        @Inject @JMSSessionMode(JMSContext.CLIENT_ACKNOWLEDGE) JMSContext client;
        @Inject @JMSConnectionFactory("audit") JMSContext audit;
        @Inject @JMSConnectionFactory("nobody") JMSContext nobody;
        @Inject @JMSPasswordCredential(userName = "anna", password = "secret") JMSContext anna;
        @Inject Till till;
    }

    /** Another bean, behind a proxy. */
    @ApplicationScoped
    public static class Till {
        @Inject JMSContext context;

        /** As it was injected. */
        public JMSContext context() {
            return context;
        }
    }

    private SeContainer start() {
        return stage.with("ternmq.url", BROKER).with("ternmq.factory.audit.url", BROKER)
                .startBare(Shop.class, Till.class);
    }

    private Shop shop() {
        return start().select(Shop.class).get();
    }

    /** On a thread of its own, in which no request is active. */
    private static <T> T elsewhere(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "elsewhere");
        thread.start();
        T result = task.get(30, TimeUnit.SECONDS);
        thread.join(30_000); // what it leaves behind is found only once it has ended
        return result;
    }

    /** Which real context it is at the moment. */
    private static String identity(Shop shop, Object key) {
        return Integer.toHexString(System.identityHashCode(shop.contexts.current(key)));
    }

    @Test
    void sendsAndReceives() throws Exception {
        Shop shop = shop();
        assertThat(elsewhere(() -> {
            shop.context.createProducer().send(shop.context.createQueue("a"), "text");
            return shop.till.context().createConsumer(shop.context.createQueue("a")).receiveBody(String.class, 20_000);
        })).isEqualTo("text");
    }

    static Stream<Arguments> refused() {
        return Stream.<Consumer<JMSContext>>of(
                        context -> context.setClientID("me"),
                        context -> context.setExceptionListener(failure -> {}),
                        JMSContext::stop,
                        JMSContext::acknowledge,
                        JMSContext::commit,
                        JMSContext::rollback,
                        JMSContext::recover,
                        context -> context.setAutoStart(false),
                        JMSContext::start,
                        JMSContext::close)
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatOthersWouldNoticeIsRefused(Consumer<JMSContext> call) {
        Shop shop = shop();

        assertThatThrownBy(() -> call.accept(shop.context))
                .isInstanceOf(IllegalStateRuntimeException.class)
                .hasMessageContaining("belongs to the container");
        assertThat(shop.contexts.openCount()).isZero();
    }

    @Test
    void failuresOfTheProviderComeAsTheyAre() {
        Shop shop = shop();

        assertThatThrownBy(() -> shop.context.createQueue("")).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> shop.nobody.createTextMessage())
                .hasMessageContaining("no connection factory 'nobody'")
                .hasMessageContaining("ternmq.factory.nobody.url");
    }

    @Test
    void modesThatNeedRefusedCallsMeanTheUsualOne() throws Exception {
        Shop shop = shop();

        assertThat(elsewhere(() -> List.of(
                        shop.context.getSessionMode(), shop.lazy.getSessionMode(), shop.client.getSessionMode())))
                .containsExactly(
                        JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Test
    void sameAnnotationsShareAndOthersDoNot() throws Exception {
        Shop shop = shop();

        assertThat(elsewhere(() -> {
            List<String> queues = new CopyOnWriteArrayList<>();
            for (JMSContext each : List.of(shop.context, shop.till.context(), shop.client, shop.lazy, shop.audit)) {
                assertThat(each.createTextMessage()).isNotNull();
                queues.add(String.valueOf(shop.contexts.openCount()));
            }
            return queues;
        })).containsExactly("1", "1", "1", "2", "3");
    }

    @Test
    void noTwoThreadsHaveTheSame() throws Exception {
        Shop shop = shop();
        String first = elsewhere(() -> identity(shop, ContextKey.DEFAULT));
        assertThat(shop.contexts.openCount()).isEqualTo(1);
        String second = elsewhere(() -> identity(shop, ContextKey.DEFAULT));

        assertThat(second).isNotEqualTo(first);
        assertThat(shop.contexts.openCount()).as("the first one was left behind by its thread").isEqualTo(1);
    }

    @Test
    void requestHasItsOwnAndEndsIt() throws Exception {
        SeContainer container = start();
        Shop shop = container.select(Shop.class).get();

        elsewhere(() -> {
            JMSContext ofThread = shop.contexts.current(ContextKey.DEFAULT);
            RequestContextController request = container.select(RequestContextController.class).get();
            assertThat(request.activate()).isTrue();
            JMSContext ofRequest = shop.contexts.current(ContextKey.DEFAULT);
            assertThat(ofRequest).isNotSameAs(ofThread);
            assertThat(shop.contexts.current(ContextKey.DEFAULT)).isSameAs(ofRequest);
            request.deactivate();
            assertThatThrownBy(ofRequest::createTextMessage).isInstanceOf(IllegalStateRuntimeException.class);
            assertThat(shop.contexts.current(ContextKey.DEFAULT)).isSameAs(ofThread);
            return ofThread.createTextMessage();
        });
    }

    @Test
    void endOfTheContainerEndsAll() throws Exception {
        SeContainer container = start();
        Shop shop = container.select(Shop.class).get();
        JMSContext left = elsewhere(() -> shop.contexts.current(ContextKey.DEFAULT));

        container.close();

        assertThatThrownBy(left::createTextMessage).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @SuppressWarnings("unchecked") // an array of classes for a method with any number of them
    void canBeWrittenAwayAndReadAgain() throws Exception {
        // Not on the stage: what is read looks for the container of the thread's class loader.
        System.setProperty("ternmq.url", BROKER);
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(TernExtension.class)
                .addBeanClasses(Shop.class, Till.class)
                .initialize()) {
            writeAndRead(container.select(Shop.class).get());
        } finally {
            System.clearProperty("ternmq.url");
        }
    }

    private static void writeAndRead(Shop shop) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(shop.context);
        }

        JMSContext read = read(bytes.toByteArray());

        assertThat(read.createTextMessage("again").getText()).isEqualTo("again");
        assertThat(read).hasToString(shop.context.toString()).isNotEqualTo(shop.context);
        assertThat(shop.anna.toString()).contains("anna").doesNotContain("secret");
    }

    private static JMSContext read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (JMSContext) in.readObject();
        }
    }

    /** Has a context of its own. */
    @ApplicationScoped
    public static class Own {

        /** Somebody else's. */
        @Produces
        JMSContext context = (JMSContext) Proxy.newProxyInstance(
                Own.class.getClassLoader(), new Class<?>[] {JMSContext.class},
                (proxy, method, arguments) -> method.getName().equals("getClientID") ? "own" : null);
    }

    @Test
    void givesWayToAnother() {
        SeContainer container = stage.startBare(Own.class);

        assertThat(container.select(JMSContext.class).get().getClientID()).isEqualTo("own");
    }

    @Test
    void givesWayToAFactoryOfTheProgram() {
        SeContainer container = stage.start(Shop.class, Till.class);

        assertThat(container.select(ConnectionFactory.class).isResolvable()).isTrue();
        assertThat(container.select(Factories.class).get().named(""))
                .isSameAs(container.select(ConnectionFactory.class).get());
    }
}
