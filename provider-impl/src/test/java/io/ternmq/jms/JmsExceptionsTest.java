// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JmsExceptionsTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID_DESTINATION, InvalidDestination",
        "UNKNOWN_SUBSCRIPTION, InvalidDestination",
        "INVALID_SELECTOR, InvalidSelector",
        "INVALID_CLIENT_ID, InvalidClientID",
        "MESSAGE_FORMAT, MessageFormat",
        "SECURITY, JMSSecurity",
        "RESOURCE_LIMIT, ResourceAllocation",
        "ILLEGAL_STATE, IllegalState",
        "TRANSACTION_ROLLED_BACK, TransactionRolledBack",
        "TRANSACTION_IN_PROGRESS, TransactionInProgress",
        "SUBSCRIPTION_CONFLICT, JMS",
        "TIMEOUT, JMS",
        "CONNECTION_LOST, JMS",
        "STORE_FAILED, JMS",
        "INVALID_SETTING, JMS",
        "INTERNAL, JMS",
    })
    void everyCodeHasItsClassAndTheClassItsUncheckedTwin(ErrorCode code, String family) {
        JMSException checked = JmsExceptions.of(code, "no");

        assertThat(checked.getClass().getName()).isEqualTo("jakarta.jms." + family + "Exception");
        assertThat(JmsExceptions.toRuntime(checked).getClass().getName())
                .isEqualTo("jakarta.jms." + family + "RuntimeException");
    }

    @ParameterizedTest
    @EnumSource
    void keepsCodeMessageAndCauseOnTheWay(ErrorCode code) {
        ProviderException refusal = new ProviderException(code, "the queue is full");

        JMSException checked = JmsExceptions.translate(refusal);
        JMSRuntimeException unchecked = JmsExceptions.toRuntime(checked);

        assertThat(checked).hasMessage("the queue is full").hasCause(refusal);
        assertThat(checked.getLinkedException()).isSameAs(refusal);
        assertThat(checked.getErrorCode()).isEqualTo(code.code());
        assertThat(unchecked).hasMessage("the queue is full").hasCause(checked);
        assertThat(unchecked.getErrorCode()).isEqualTo(code.code());
    }

    @Test
    void anErrorIsTheCauseButNotTheLinkedException() {
        JMSException checked = JmsExceptions.of(ErrorCode.MESSAGE_FORMAT, "no", new NoClassDefFoundError("gone"));

        assertThat(checked).hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(checked.getLinkedException()).isNull();
    }

    @Test
    void aSubclassHasTheTwinOfItsNearestKnownClass() {
        JMSException special = new InvalidDestinationException("gone", "X-1") {
            private static final long serialVersionUID = 1L;
        };

        assertThat(JmsExceptions.toRuntime(special)).isExactlyInstanceOf(InvalidDestinationRuntimeException.class);
        assertThat(JmsExceptions.toRuntime(new MessageNotWriteableException("read-only")))
                .isExactlyInstanceOf(MessageNotWriteableRuntimeException.class);
        assertThat(JmsExceptions.toRuntime(new MessageEOFException("end")))
                .isExactlyInstanceOf(JMSRuntimeException.class);
    }
}
