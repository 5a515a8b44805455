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
import org.junit.jupiter.params.provider.EnumSource;

class JmsExceptionsTest {

    /** A switch over all codes: whoever adds one has to say here which class programs see. */
    private static String familyOf(ErrorCode code) {
        return switch (code) {
            case INVALID_DESTINATION, UNKNOWN_SUBSCRIPTION -> "InvalidDestination";
            case INVALID_SELECTOR -> "InvalidSelector";
            case INVALID_CLIENT_ID -> "InvalidClientID";
            case MESSAGE_FORMAT -> "MessageFormat";
            case SECURITY -> "JMSSecurity";
            case RESOURCE_LIMIT -> "ResourceAllocation";
            case ILLEGAL_STATE -> "IllegalState";
            case TRANSACTION_ROLLED_BACK -> "TransactionRolledBack";
            case TRANSACTION_IN_PROGRESS -> "TransactionInProgress";
            case SUBSCRIPTION_CONFLICT, TIMEOUT, CONNECTION_LOST, PROTOCOL -> "JMS";
            case STORE_FAILED, INVALID_SETTING, INVALID_DECLARATION, INTERNAL -> "JMS";
            case UNKNOWN_BRANCH, DUPLICATE_BRANCH, BRANCH_STATE -> "JMS";
            case BRANCH_COMMITTED, BRANCH_ROLLED_BACK -> "JMS";
            case PAYLOAD_UNREADABLE, PAYLOAD_UNWRITABLE, BUSY, REMOTE_FAILURE, BROKER_HELP_NEEDED -> "JMS";
            case LEASE_LOST, VERSION_CONFLICT, UNKNOWN_OFFSET, NOT_FOUND, STAGE_FAILED -> "JMS";
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsClassAndTheClassItsUncheckedTwin(ErrorCode code) {
        JMSException checked = JmsExceptions.of(code, "no");

        assertThat(checked.getClass().getName()).isEqualTo("jakarta.jms." + familyOf(code) + "Exception");
        assertThat(JmsExceptions.toRuntime(checked).getClass().getName())
                .isEqualTo("jakarta.jms." + familyOf(code) + "RuntimeException");
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
