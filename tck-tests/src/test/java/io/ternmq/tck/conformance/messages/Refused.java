// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refusal must have: the very class of the specification, a stable code and a sentence for the reader. */
final class Refused {

    private static final String CODE = "TERN-\\d{3}";

    private Refused() {}

    /** Makes a call that must be refused with this class of exception, and returns the exception. */
    static <T extends JMSException> T with(Class<T> type, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isExactlyInstanceOf(type);
        T refusal = type.cast(Objects.requireNonNull(thrown));
        assertThat(refusal.getErrorCode()).matches(CODE);
        assertThat(refusal.getMessage()).isNotBlank();
        return refusal;
    }

    /** The same for the simplified interfaces. */
    static <T extends JMSRuntimeException> T unchecked(Class<T> type, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isExactlyInstanceOf(type);
        T refusal = type.cast(Objects.requireNonNull(thrown));
        assertThat(refusal.getErrorCode()).matches(CODE);
        assertThat(refusal.getMessage()).isNotBlank();
        return refusal;
    }
}
