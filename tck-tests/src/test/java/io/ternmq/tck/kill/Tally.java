// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.Locale;
import java.util.Map;

/**
 * What a run has done, so that a reader sees that it did something.
 *
 * @param rounds   lives that were ended
 * @param endings  how often in which way
 * @param audits   how often everything was compared
 * @param intended messages that were to be sent
 * @param received receipts
 * @param inDoubt  branches that were found in doubt
 * @param vanished messages that a death hid inside of a receive that acknowledges by itself
 */
record Tally(
        int rounds, Map<Ending, Integer> endings, int audits, long intended, long received, int inDoubt, int vanished) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d rounds %s, %d audits, %d messages, %d receipts, %d branches in doubt, %d"
                + " hidden by a death inside of receive",
                rounds, endings, audits, intended, received, inDoubt, vanished);
    }
}
