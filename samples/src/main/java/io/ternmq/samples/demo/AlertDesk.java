// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.samples.quake.Quake;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.BitSet;

/**
 * Handles alerts in transactions. On purpose not everything works: the tsunami siren never answers, and the line on
 * which the strongest alert is called out is busy at first. A failed attempt is rolled back, and the broker delivers
 * again.
 */
final class AlertDesk implements Reaction {

    /** Alerts are reports of this magnitude or more. */
    static final double STRONG = 4.5;

    /** How often the broker tries. */
    static final int ATTEMPTS = 4;

    private static final int ATTEMPTS_ON_BUSY_LINE = 2;

    private final String busyLineId;
    private final Tally handled;
    private final Tally redeliveries;

    /**
     * Opens the desk.
     *
     * @param busyLineId   the report for which the line is busy at first
     * @param handled      counts alerts that were handled
     * @param redeliveries counts every further attempt under a number of its own
     */
    AlertDesk(String busyLineId, Tally handled, Tally redeliveries) {
        this.busyLineId = busyLineId;
        this.handled = handled;
        this.redeliveries = redeliveries;
    }

    @Override
    public void to(Message alert, JMSContext context) throws JMSException {
        int number = alert.getIntProperty(QuakeMessages.NUMBER);
        int attempt = alert.getIntProperty("JMSXDeliveryCount");
        if (attempt > 1) {
            redeliveries.count(attemptNumber(number, attempt));
        }
        if (isHandled(alert, attempt)) {
            context.commit();
            handled.count(number);
        } else {
            context.rollback();
        }
    }

    private boolean isHandled(Message alert, int attempt) throws JMSException {
        if (alert.getBooleanProperty("tsunami")) {
            return false;
        }
        return attempt >= ATTEMPTS_ON_BUSY_LINE || !alert.getStringProperty("id").equals(busyLineId);
    }

    /** Whether a report ends as a dead letter. */
    static boolean isHopeless(Quake quake) {
        return quake.isAtLeast(STRONG) && quake.review().tsunami();
    }

    /** The further attempts that the failures above lead to. */
    static BitSet expectedRedeliveries(Expectations expectations, String busyLineId) {
        BitSet numbers = new BitSet();
        BitSet hopeless = expectations.numbersOf(AlertDesk::isHopeless);
        BitSet busy = expectations.numbersOf(quake -> quake.id().equals(busyLineId));
        busy.andNot(hopeless);
        hopeless.stream().forEach(number -> expectAttempts(numbers, number, ATTEMPTS));
        busy.stream().forEach(number -> expectAttempts(numbers, number, ATTEMPTS_ON_BUSY_LINE));
        return numbers;
    }

    private static void expectAttempts(BitSet numbers, int number, int last) {
        for (int attempt = 2; attempt <= last; attempt++) {
            numbers.set(attemptNumber(number, attempt));
        }
    }

    private static int attemptNumber(int number, int attempt) {
        return number * ATTEMPTS + attempt - 1;
    }

    /** Which attempt a number of an attempt stands for. */
    static int attempt(int attemptNumber) {
        return attemptNumber % ATTEMPTS + 1;
    }

    /** The report that a number of an attempt belongs to. */
    static int reportNumber(int attemptNumber) {
        return attemptNumber / ATTEMPTS;
    }
}
