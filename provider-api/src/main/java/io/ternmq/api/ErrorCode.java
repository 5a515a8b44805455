// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api;

/**
 * Stable codes of everything that TernMQ refuses. A code never changes its meaning; it is the
 * {@linkplain jakarta.jms.JMSException#getErrorCode() error code} of the exception that a program sees.
 */
public enum ErrorCode {
    /** A destination does not exist, has been deleted, or is of the other domain. */
    INVALID_DESTINATION("TERN-101"),
    /** A message selector does not follow the grammar. */
    INVALID_SELECTOR("TERN-102"),
    /** A client identifier is in use or may not be set any more. */
    INVALID_CLIENT_ID("TERN-103"),
    /** A message has no valid header, property or body for what was asked. */
    MESSAGE_FORMAT("TERN-104"),
    /** A subscription with this name exists and differs, or is in use. */
    SUBSCRIPTION_CONFLICT("TERN-105"),
    /** No subscription has this name. */
    UNKNOWN_SUBSCRIPTION("TERN-106"),
    /** A body is not what the receiver has declared. */
    PAYLOAD_UNREADABLE("TERN-107"),
    /** A body cannot be written in the form that the codec has for it. */
    PAYLOAD_UNWRITABLE("TERN-108"),
    /** Annotations of a program, such as those of a listener, do not fit together. */
    INVALID_DECLARATION("TERN-109"),
    /** User name or password are wrong, or the user may not do this. */
    SECURITY("TERN-201"),
    /** A limit of a queue or of the broker's memory was reached and no room came in time. */
    RESOURCE_LIMIT("TERN-301"),
    /** The broker did not answer in time. */
    TIMEOUT("TERN-302"),
    /** A publisher that was not to wait has no room left for what is on its way. */
    BUSY("TERN-303"),
    /** The object has been closed, or the call is not allowed in this state. */
    ILLEGAL_STATE("TERN-401"),
    /** The lease of a message is over or was ended: the message belongs to somebody else by now. */
    LEASE_LOST("TERN-402"),
    /** Something else was appended since the version that was expected. */
    VERSION_CONFLICT("TERN-403"),
    /** An event is no longer kept, or not there yet. */
    UNKNOWN_OFFSET("TERN-404"),
    /** No schedule, task or stream has this name, or not any more. */
    NOT_FOUND("TERN-405"),
    /** The other side has received a request and failed over it. */
    REMOTE_FAILURE("TERN-406"),
    /** What was asked for needs a TernMQ broker on the other side of the connection. */
    BROKER_HELP_NEEDED("TERN-407"),
    /** The program's own code in a stage of a pipeline has failed. */
    STAGE_FAILED("TERN-408"),
    /** A transaction was rolled back although commit was asked. */
    TRANSACTION_ROLLED_BACK("TERN-501"),
    /** The call is not allowed while a transaction is in progress. */
    TRANSACTION_IN_PROGRESS("TERN-502"),
    /** There is no such branch of a distributed transaction. */
    UNKNOWN_BRANCH("TERN-503"),
    /** A branch of this name exists already. */
    DUPLICATE_BRANCH("TERN-504"),
    /** The branch is not in a state in which this can be asked of it. */
    BRANCH_STATE("TERN-505"),
    /** An operator has committed the branch in place of its transaction manager. */
    BRANCH_COMMITTED("TERN-506"),
    /** An operator has rolled the branch back in place of its transaction manager. */
    BRANCH_ROLLED_BACK("TERN-507"),
    /** The connection to the broker was lost, or the broker has stopped. */
    CONNECTION_LOST("TERN-601"),
    /** What the other side of a network link sent makes no sense; the link is closed. */
    PROTOCOL("TERN-602"),
    /** The store failed; the broker has stopped so that nothing is acknowledged that is not durable. */
    STORE_FAILED("TERN-701"),
    /** A setting or a connection URI is not understood. */
    INVALID_SETTING("TERN-801"),
    /** A defect in TernMQ: something happened that should be impossible. */
    INTERNAL("TERN-999");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /**
     * The code as it appears in exceptions and logs.
     *
     * @return for example {@code TERN-101}
     */
    public String code() {
        return code;
    }
}
