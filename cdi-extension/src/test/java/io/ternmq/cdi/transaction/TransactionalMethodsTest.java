// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.cdi.container.CdiStage;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.Serial;
import java.io.Serializable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalMethodsTest {

    /** One method of each kind. */
    public static class Each {

        /** The default kind. */
        @Transactional
        public void required() {}

        /** Wants to be called in one. */
        @Transactional(TxType.MANDATORY)
        public void mandatory() {}

        /** Has its own. */
        @Transactional(TxType.REQUIRES_NEW)
        public void requiresNew() {}

        /** Does not ask for one. */
        @Transactional(TxType.SUPPORTS)
        public void supports() {}

        /** Sets it aside. */
        @Transactional(TxType.NOT_SUPPORTED)
        public void notSupported() {}

        /** Refuses one. */
        @Transactional(TxType.NEVER)
        public void never() {}

        /** Says nothing. */
        public void plain() {}
    }

    /** The class says it; a method says otherwise. */
    @Transactional
    public static class WholeClass extends Heir {

        /** As the class. */
        public void asTheClass() {}

        /** Otherwise. */
        @Transactional(TxType.NEVER)
        public void otherwise() {}
    }

    /** Says nothing, is inherited. */
    public static class Heir {

        /** As the class that inherits it. */
        public void inherited() {}
    }

    /** Inherits the same, and is part of nothing. */
    public static class PlainHeir extends Heir {}

    /** A request. */
    public interface Sums {

        /** Asks. */
        @RequestTo("sums")
        String sum(String text);
    }

    /** Answers, and wants what no call of it has. */
    @Dependent
    public static class Answering implements Sums {

        @Override
        @Transactional(TxType.MANDATORY)
        public String sum(String text) {
            return text;
        }
    }

    /** Runs at moments, and wants what no run has. */
    @Dependent
    public static class Clockwork {

        /** Each day. */
        @Scheduled(cron = "@daily")
        @Transactional(TxType.MANDATORY)
        public void tick() {}
    }

    /** Answers and runs, each call in a transaction of its own. */
    @Dependent
    @Transactional
    public static class Sound implements Sums {

        @Override
        public String sum(String text) {
            return text;
        }
    }

    /** Something with transactions. */
    @Transactional
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface Booking {}

    /** Something of that kind. */
    @Booking
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface NightBooking {}

    /** Through a stereotype of a stereotype. */
    @NightBooking
    public static class Booked {

        /** As the stereotype. */
        public void booked() {}
    }

    /** Wants what is not there. */
    @Dependent
    public static class Wanting {

        /** By messages. */
        @Transactional
        @QueueListener("wanting")
        public void onText(String text) {
            throw new IllegalStateException(text);
        }
    }

    /** Has no transaction to live in. */
    @TransactionScoped
    public static class Unscoped implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        /** By messages. */
        @QueueListener("unscoped")
        public void onText(String text) {
            throw new IllegalStateException(text);
        }
    }

    /** Some containers find a transaction manager on the class path by themselves. */
    public static final class WithoutOne implements Extension {

        void veto(@Observes ProcessAnnotatedType<?> type) {
            if (type.getAnnotatedType().getJavaClass().getName().startsWith("com.arjuna.")) {
                type.veto();
            }
        }
    }

    private final CdiStage stage = CdiStage.open();

    @AfterEach
    void closeStage() {
        stage.close();
    }

    private Set<String> wanting(Class<?>... classes) {
        BeanManager beans = stage.start().getBeanManager();
        List<AnnotatedType<?>> types = Arrays.stream(classes)
                .<AnnotatedType<?>>map(beans::createAnnotatedType)
                .toList();
        TransactionalMethods methods = new TransactionalMethods(beans, types);
        Set<String> found = new TreeSet<>();
        for (Class<?> type : classes) {
            for (Method method : type.getMethods()) {
                if (methods.wants(type, method)) {
                    found.add(method.getName());
                }
            }
        }
        return found;
    }

    @Test
    void requiredAndMandatoryJoin() {
        assertThat(wanting(Each.class)).containsExactlyInAnyOrder("required", "mandatory");
    }

    @Test
    void classCountsForItsMethodsAndForInheritedOnes() {
        assertThat(wanting(WholeClass.class))
                .contains("asTheClass", "inherited")
                .doesNotContain("otherwise");
    }

    @Test
    void aMethodThatTwoBeansInheritIsJudgedForEach() throws Exception {
        BeanManager beans = stage.start().getBeanManager();
        List<AnnotatedType<?>> types =
                List.of(beans.createAnnotatedType(PlainHeir.class), beans.createAnnotatedType(WholeClass.class));
        TransactionalMethods methods = new TransactionalMethods(beans, types);
        Method inherited = Heir.class.getMethod("inherited");
        assertThat(methods.wants(WholeClass.class, inherited)).isTrue();
        assertThat(methods.wants(PlainHeir.class, inherited)).isFalse();
    }

    @Test
    void refusesMandatoryWhereNoDeliveryIs() {
        String problem = "It is @Transactional(MANDATORY), and a method that answers requests or is @Scheduled is"
                + " called outside any transaction";
        assertThatThrownBy(() -> managed().start(Answering.class, Clockwork.class))
                .hasStackTraceContaining("Answering.sum: " + problem)
                .hasStackTraceContaining("Clockwork.tick: " + problem)
                .hasStackTraceContaining("Write @Transactional, which begins one for each call");
    }

    @Test
    void requiredIsNoFaultWhereNoDeliveryIs() {
        assertThat(managed().start(Sound.class).isRunning()).isTrue();
    }

    /** A transaction manager that nobody calls. */
    private CdiStage managed() {
        TransactionManager manager = (TransactionManager) Proxy.newProxyInstance(
                TransactionManager.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException(method.getName());
                });
        return stage.with(new WithoutOne()).with(TransactionManager.class, manager);
    }

    @Test
    void stereotypesCount() {
        assertThat(wanting(Booked.class)).contains("booked");
    }

    @Test
    void refusesTransactionalWithoutTransactionManager() {
        assertThatThrownBy(() -> stage.with(new WithoutOne()).start(Wanting.class))
                .hasStackTraceContaining("Wanting.onText: It is @Transactional, and there is no transaction manager.")
                .hasStackTraceContaining("Add a transaction manager");
    }

    @Test
    void refusesBeanOfATransactionWithoutOne() {
        assertThatThrownBy(() -> stage.start(Unscoped.class))
                .hasStackTraceContaining("Unscoped.onText: The bean is @TransactionScoped")
                .hasStackTraceContaining("Write @Transactional on the method");
    }
}
