// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import java.nio.ByteBuffer;
import java.util.UUID;
import javax.transaction.xa.Xid;

/**
 * Names a branch.
 *
 * @param manager     whose transaction it is: what a test left behind in a broker is not taken for another one's
 * @param transaction number of the transaction
 * @param branch      number of the branch in it
 */
record HandXid(UUID manager, long transaction, int branch) implements Xid {

    private static final int FORMAT = 0x48414E44;

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(manager.getMostSignificantBits())
                .putLong(manager.getLeastSignificantBits())
                .putLong(transaction)
                .array();
    }

    @Override
    public byte[] getBranchQualifier() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(branch).array();
    }
}
