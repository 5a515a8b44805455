// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test of a class a broker of its own, and its methods what they ask for by parameters; see
 * {@link TernMQExtension}.
 *
 * <pre>{@code
 * @TernMQTest
 * class OrdersTest {
 *
 *     @Test
 *     void forgetsAnOfferAfterAnHour(TestBroker broker, JMSContext context) {
 *         Queue offers = context.createQueue("offers");
 *         context.createProducer().setTimeToLive(3_600_000).send(offers, "cheap");
 *         broker.advance(Duration.ofHours(1));
 *         assertEquals(0, broker.queue("offers").depth());
 *     }
 * }
 * }</pre>
 *
 * <p>On a method, or on a nested class, it overrides the settings of the class around it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(TernMQExtension.class)
public @interface TernMQTest {

    /**
     * Whether only the test moves the time; otherwise broker and clients go by the machine's clock.
     *
     * @return true for a virtual clock
     */
    boolean virtualClock() default true;

    /**
     * The seed of everything that is left to chance. The system property {@value Faults#SEED_PROPERTY} overrides it.
     *
     * @return a seed, or 0 for a fresh one in each run
     */
    long seed() default 0;
}
