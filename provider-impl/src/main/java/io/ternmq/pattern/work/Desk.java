// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Arrays;

/** How this room reaches the broker. Any thread. */
final class Desk {

    private final Toolbox tools;

    Desk(Toolbox tools) {
        this.tools = tools;
    }

    /** A question to the provider. */
    @FunctionalInterface
    interface Call<T> {

        T get() throws JMSException;
    }

    /** A question that needs a session. */
    @FunctionalInterface
    interface SessionCall<T> {

        T get(Session session) throws JMSException;
    }

    Toolbox tools() {
        return tools;
    }

    /** What the broker does for work queues. */
    WorkAccess access(String what) {
        Connection connection = ask(what, tools::connection);
        if (connection instanceof WorkAccess access) {
            return access;
        }
        throw new ProviderException(
                ErrorCode.BROKER_HELP_NEEDED,
                what + " needs a TernMQ broker: it keeps schedules and leases. " + connection.getClass().getName()
                        + " is another provider's connection; open the Messaging over a TernConnectionFactory.");
    }

    /** Asks; a refusal keeps its own code. */
    static <T> T ask(String what, Call<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw refusal(what, e);
        }
    }

    /** Asks with a session of its own. */
    <T> T with(String what, int mode, SessionCall<T> call) {
        return ask(what, () -> {
            try (Session session = tools.session(mode)) {
                return call.get(session);
            }
        });
    }

    static ProviderException refusal(String what, JMSException e) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.code().equals(e.getErrorCode()))
                .findFirst()
                .map(code -> new ProviderException(code, String.valueOf(e.getMessage()), e))
                .orElseGet(() -> Refusals.of(what, e));
    }

    /** Handlers that wait for messages must not do so on the caller's thread. */
    void requireThreads(int concurrency) {
        if (concurrency < 1) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "Concurrency is 1 or more, not " + concurrency);
        }
        if (tools.settings().execution() instanceof Execution.SameThread) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "A worker waits for messages and needs threads for that; it cannot run on the caller's thread. Take"
                            + " items by hand, or choose another execution.");
        }
    }
}
