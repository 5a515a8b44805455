// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.COMMIT_BRANCH;
import static io.ternmq.protocol.wire.FrameType.FORGET_BRANCH;
import static io.ternmq.protocol.wire.FrameType.JOIN_BRANCH;
import static io.ternmq.protocol.wire.FrameType.LEAVE_BRANCH;
import static io.ternmq.protocol.wire.FrameType.PREPARE_BRANCH;
import static io.ternmq.protocol.wire.FrameType.RECOVER_BRANCHES;
import static io.ternmq.protocol.wire.FrameType.ROLLBACK_BRANCH;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import java.util.List;

/** Branches of distributed transactions, and the requests about them, as bytes. */
final class BranchCodec {

    private static final JoinBranch.How[] JOINS = {JoinBranch.How.NEW, JoinBranch.How.JOIN, JoinBranch.How.RESUME};
    private static final LeaveBranch.How[] LEAVES = {
        LeaveBranch.How.SUCCESS, LeaveBranch.How.FAIL, LeaveBranch.How.SUSPEND
    };

    private BranchCodec() {}

    static int typeOf(Request request) {
        if (request instanceof JoinBranch) {
            return JOIN_BRANCH;
        } else if (request instanceof LeaveBranch) {
            return LEAVE_BRANCH;
        } else if (request instanceof PrepareBranch) {
            return PREPARE_BRANCH;
        } else if (request instanceof CommitBranch) {
            return COMMIT_BRANCH;
        } else if (request instanceof RollbackBranch) {
            return ROLLBACK_BRANCH;
        } else if (request instanceof ForgetBranch) {
            return FORGET_BRANCH;
        } else if (request instanceof RecoverBranches) {
            return RECOVER_BRANCHES;
        }
        return WorkCodec.typeOf(request);
    }

    static void encode(Request request, ByteWriter out) {
        if (request instanceof JoinBranch join) {
            encode(join.branch(), out);
            out.putByte(List.of(JOINS).indexOf(join.how()));
            out.putSigned(join.transaction());
            out.putNumber(join.timeoutMillis());
        } else if (request instanceof LeaveBranch leave) {
            encode(leave.branch(), out);
            out.putSigned(leave.transaction());
            out.putByte(List.of(LEAVES).indexOf(leave.how()));
            SettlementCodec.encode(leave.settlements(), out);
        } else if (request instanceof PrepareBranch prepare) {
            encode(prepare.branch(), out);
        } else if (request instanceof CommitBranch commit) {
            encode(commit.branch(), out);
            out.putBoolean(commit.isOnePhase());
        } else if (request instanceof RollbackBranch rollback) {
            encode(rollback.branch(), out);
            SettlementCodec.encode(rollback.settlements(), out);
        } else if (request instanceof ForgetBranch forget) {
            encode(forget.branch(), out);
        } else {
            WorkCodec.encode(request, out);
        }
    }

    static Request decode(int type, ByteReader in) {
        return switch (type) {
            case JOIN_BRANCH -> new JoinBranch(
                    branch(in), oneOf(JOINS, in), in.getSigned(), in.getNumber());
            case LEAVE_BRANCH -> decodeLeave(in);
            case PREPARE_BRANCH -> new PrepareBranch(branch(in));
            case COMMIT_BRANCH -> new CommitBranch(branch(in), in.getBoolean());
            case ROLLBACK_BRANCH -> new RollbackBranch(branch(in), SettlementCodec.decode(in));
            case FORGET_BRANCH -> new ForgetBranch(branch(in));
            case RECOVER_BRANCHES -> new RecoverBranches();
            default -> WorkCodec.decode(type, in);
        };
    }

    private static LeaveBranch decodeLeave(ByteReader in) {
        BranchId branch = branch(in);
        long transaction = in.getSigned();
        LeaveBranch.How how = oneOf(LEAVES, in);
        return new LeaveBranch(branch, transaction, how, SettlementCodec.decode(in));
    }

    static void encode(BranchId branch, ByteWriter out) {
        out.putInt(branch.format());
        encode(branch.global(), out);
        encode(branch.qualifier(), out);
    }

    private static void encode(Bytes bytes, ByteWriter out) {
        out.putBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    static BranchId branch(ByteReader in) {
        return new BranchId(in.getInt(), part(in), part(in));
    }

    private static Bytes part(ByteReader in) {
        byte[] bytes = in.getBytes();
        if (bytes.length > BranchId.MAX_PART) {
            throw Wire.malformed("a part of a branch's name has " + bytes.length + " bytes", null);
        }
        return Bytes.wrap(bytes, 0, bytes.length);
    }

    static <T> T oneOf(T[] values, ByteReader in) {
        int code = in.getByte();
        if (code < 0 || code >= values.length) {
            throw Wire.malformed("there is no choice with number " + code, null);
        }
        return values[code];
    }
}
