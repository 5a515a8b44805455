// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;

/** What is said of a bean that failed. */
class BeanFailureTest {

    private static String said(Throwable thrown) {
        return new BeanFailure(thrown).toString();
    }

    @Test
    void saysClassAndMessage() {
        assertThat(said(new IllegalStateException("no such customer")))
                .isEqualTo("java.lang.IllegalStateException: no such customer");
        assertThat(said(new StackOverflowError())).isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void looksBehindWhatContainersPutAroundIt() {
        Exception thrown = new IllegalStateException("no such customer");
        assertThat(said(new EJBException("nested exception", thrown))).isEqualTo(thrown.toString());
        assertThat(said(new EJBException(null, new EJBException("again", thrown)))).isEqualTo(thrown.toString());
        assertThat(said(new UndeclaredThrowableException(new InvocationTargetException(thrown))))
                .isEqualTo(thrown.toString());
    }

    @Test
    void leavesWhatTheBeanItselfHasPutAroundIt() {
        Exception thrown = new IllegalStateException("order 7", new IOException("disk full"));
        assertThat(said(new EJBException("nested exception", thrown)))
                .isEqualTo("java.lang.IllegalStateException: order 7");
    }

    @Test
    void saysWhatTheContainerSaysWhenThereIsNothingBehind() {
        assertThat(said(new EJBException("no bean", null))).isEqualTo("jakarta.ejb.EJBException: no bean");
    }

    @Test
    void endsWhereCausesGoRoundInCircles() {
        Exception first = new UndeclaredThrowableException(null, "first") {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return new UndeclaredThrowableException(this);
            }
        };
        assertThat(said(first)).isNotBlank();
    }

    @Test
    void isOneLineAndNoLongerThanADeadLetterSays() {
        assertThat(said(new IllegalStateException("one\r\n  two\n\nthree\n")))
                .isEqualTo("java.lang.IllegalStateException: one two three");
        assertThat(said(new IllegalStateException("x".repeat(100_000)))).hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void hasNoTraceOfCalls() {
        BeanFailure failure = new BeanFailure(new IllegalStateException("no such customer"));
        assertThat(failure).hasNoCause();
        assertThat(failure.getStackTrace()).isEmpty();
    }
}
