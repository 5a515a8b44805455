// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/**
 * Name of a branch as a manager makes it.
 *
 * @param text a short text
 */
record BranchName(String text) implements Xid {

    private static final int FORMAT = 1_952_803_437;

    /** The text of any name of a branch. */
    static String textOf(Xid name) {
        return new String(name.getGlobalTransactionId(), StandardCharsets.US_ASCII);
    }

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
