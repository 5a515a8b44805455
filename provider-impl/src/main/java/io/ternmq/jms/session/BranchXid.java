// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.message.Bytes;
import io.ternmq.protocol.BranchId;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The name of a branch as a transaction manager sees it.
 *
 * @param branch the name
 */
record BranchXid(BranchId branch) implements Xid {

    /**
     * Takes over the name that a manager gives.
     *
     * @throws XAException with {@code XAER_INVAL} when there is none or a part is missing or too long
     */
    static BranchId read(@Nullable Xid xid) throws XAException {
        if (xid == null) {
            throw XaCodes.invalid("A branch needs an Xid.");
        }
        return new BranchId(
                xid.getFormatId(),
                part("global transaction id", xid.getGlobalTransactionId()),
                part("branch qualifier", xid.getBranchQualifier()));
    }

    private static Bytes part(String what, byte @Nullable [] bytes) throws XAException {
        if (bytes == null || bytes.length > BranchId.MAX_PART) {
            throw XaCodes.invalid("An Xid has a " + what + " of at most " + BranchId.MAX_PART + " bytes.");
        }
        return Bytes.copyOf(bytes);
    }

    @Override
    public int getFormatId() {
        return branch.format();
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return branch.global().toArray();
    }

    @Override
    public byte[] getBranchQualifier() {
        return branch.qualifier().toArray();
    }
}
