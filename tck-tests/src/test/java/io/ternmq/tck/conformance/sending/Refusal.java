// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every exception of the provider has: exactly the right class, a code where it can have one, and a sentence. */
final class Refusal {

    private Refusal() {}

    /** Calls and returns what was thrown, which is of this class and of none below it. */
    static <T extends Throwable> T of(Class<T> type, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("refusal").isExactlyInstanceOf(type);
        T refusal = type.cast(thrown);
        assertThat(refusal.getMessage()).as("sentence").hasSizeGreaterThan(15).contains(" ");
        if (refusal instanceof JMSException checked) {
            assertThat(checked.getErrorCode()).as("code").matches("TERN-\\d{3}");
        }
        if (refusal instanceof JMSRuntimeException unchecked) {
            assertThat(unchecked.getErrorCode()).as("code").matches("TERN-\\d{3}");
        }
        return refusal;
    }

    /** As {@link #of(Class, ThrowingCallable)}, and with this code. */
    static <T extends JMSException> T of(Class<T> type, ErrorCode code, ThrowingCallable call) {
        T refusal = of(type, call);
        assertThat(refusal.getErrorCode()).isEqualTo(code.code());
        return refusal;
    }

    /** The unchecked twin: it has the checked exception as its cause, with the same sentence and code. */
    static <T extends JMSRuntimeException> T twin(Class<T> type, ErrorCode code, ThrowingCallable call) {
        T refusal = of(type, call);
        assertThat(refusal.getErrorCode()).isEqualTo(code.code());
        assertThat(refusal).cause().isInstanceOf(JMSException.class).hasMessage(refusal.getMessage());
        assertThat(refusal.getClass().getSimpleName().replace("Runtime", ""))
                .isEqualTo(Objects.requireNonNull(refusal.getCause()).getClass().getSimpleName());
        return refusal;
    }
}
