// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.pattern.Channel;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Logger logger = Logger.getLogger(Report.class.getName());
    private final Lines lines = new Lines();
    private final Report report = new Report("Clerk.take", Channel.queue("orders"));
    private final Message message = ScriptedTools.proxy(Message.class, name -> "ID:1");

    private static final class Lines extends Handler {

        private final List<LogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            records.clear();
        }
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.addHandler(lines);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(lines);
        logger.setLevel(null);
    }

    private List<LogRecord> from(Level level) {
        return lines.records.stream()
                .filter(line -> line.getLevel().intValue() >= level.intValue())
                .toList();
    }

    @Test
    void aFailureIsOneLineAndItsTraceIsForThoseWhoDebug() {
        report.last(message, 2, new IllegalStateException("no\n  paper"), "goes to DLQ.orders");
        assertThat(from(Level.INFO)).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARNING);
            assertThat(line.getThrown()).isNull();
            assertThat(line.getMessage()).isEqualTo("queue://orders message ID:1 in Clerk.take, attempt 2, has failed:"
                    + " java.lang.IllegalStateException: no | paper; goes to DLQ.orders");
        });
        assertThat(from(Level.ALL)).hasSize(2).last().satisfies(line ->
                assertThat(line.getThrown()).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void anErrorIsOneLineAtAHigherLevel() {
        report.last(message, 1, new AssertionError("broken"), "goes to DLQ.orders");
        assertThat(from(Level.INFO)).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(line.getThrown()).isNull();
        });
    }

    @Test
    void aMessageThatTellsNoNameHasItsLine() {
        report.unsettled(null, new JMSException("gone"));
        assertThat(from(Level.INFO)).singleElement().satisfies(line ->
                assertThat(line.getMessage()).startsWith("queue://orders message - in Clerk.take cannot be settled"));
    }
}
