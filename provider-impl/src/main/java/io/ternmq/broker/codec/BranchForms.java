// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Enlisted;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.MessageCodec;
import io.ternmq.protocol.BranchId;

/** Facts about branches of distributed transactions. */
final class BranchForms {

    private BranchForms() {}

    static void writePrepared(BranchPrepared fact, ByteWriter out) {
        Fields.putBranch(fact.branch(), out);
        out.putNumber(fact.millis());
    }

    static BranchPrepared readPrepared(ByteReader in) {
        return new BranchPrepared(Fields.getBranch(in), in.getNumber());
    }

    static BranchPrepared readPreparedSomeTime(ByteReader in) {
        return new BranchPrepared(Fields.getBranch(in), 0);
    }

    static void writeDecided(BranchDecided fact, ByteWriter out) {
        Fields.putBranch(fact.branch(), out);
        out.putByte(fact.isCommitted() ? 1 : 0);
        out.putNumber(fact.millis());
        out.putText(fact.by());
    }

    static BranchDecided readDecided(ByteReader in) {
        BranchId branch = Fields.getBranch(in);
        boolean isCommitted = Fields.upTo(1, "whether a branch is committed", in) != 0;
        return new BranchDecided(branch, isCommitted, in.getNumber(), in.getText());
    }

    static void writeEnlisted(Enlisted fact, ByteWriter out) {
        Fields.putBranch(fact.branch(), out);
        out.putNumber(fact.connection());
        out.putText(fact.clientId());
        MessageCodec.encode(fact.message(), out);
    }

    static Enlisted readEnlisted(ByteReader in) {
        BranchId branch = Fields.getBranch(in);
        long connection = in.getNumber();
        String clientId = in.getText();
        return new Enlisted(branch, MessageCodec.decode(in), connection, clientId);
    }

    static void writeClaimed(Claimed fact, ByteWriter out) {
        Fields.putBranch(fact.branch(), out);
        out.putNumber(fact.mailbox());
        out.putNumber(fact.entry());
    }

    static Claimed readClaimed(ByteReader in) {
        return new Claimed(Fields.getBranch(in), in.getNumber(), in.getNumber(), true);
    }

    static void writeEnded(BranchEnded fact, ByteWriter out) {
        Fields.putBranch(fact.branch(), out);
    }

    static BranchEnded readEnded(ByteReader in) {
        return new BranchEnded(Fields.getBranch(in), true);
    }
}
