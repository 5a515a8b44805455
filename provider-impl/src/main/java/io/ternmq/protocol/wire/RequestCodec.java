// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.ACKNOWLEDGE;
import static io.ternmq.protocol.wire.FrameType.AWAIT;
import static io.ternmq.protocol.wire.FrameType.BROWSE;
import static io.ternmq.protocol.wire.FrameType.CLAIM_CLIENT_ID;
import static io.ternmq.protocol.wire.FrameType.CLOSE_CONSUMER;
import static io.ternmq.protocol.wire.FrameType.COMMIT;
import static io.ternmq.protocol.wire.FrameType.CONNECT;
import static io.ternmq.protocol.wire.FrameType.CREATE_TEMPORARY;
import static io.ternmq.protocol.wire.FrameType.CREDIT;
import static io.ternmq.protocol.wire.FrameType.DELETE_TEMPORARY;
import static io.ternmq.protocol.wire.FrameType.DISCONNECT;
import static io.ternmq.protocol.wire.FrameType.OPEN_CONSUMER;
import static io.ternmq.protocol.wire.FrameType.ROLLBACK;
import static io.ternmq.protocol.wire.FrameType.SEND;
import static io.ternmq.protocol.wire.FrameType.SETTLE;
import static io.ternmq.protocol.wire.FrameType.UNSUBSCRIBE;
import static io.ternmq.protocol.wire.FrameType.WAS_COMMITTED;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.AddressCodec;
import io.ternmq.message.MessageCodec;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Unsubscribe;
import io.ternmq.protocol.WasCommitted;

/**
 * Requests as bytes, behind their type and number. What belongs to large bodies is in {@link PartCodec}, what belongs
 * to branches in {@link BranchCodec}.
 */
final class RequestCodec {

    private static final int IS_RESEND = 1;
    private static final int IS_IN_TRANSACTION = 2;

    private RequestCodec() {}

    static int typeOf(Request request) {
        if (request instanceof Send) {
            return SEND;
        } else if (request instanceof Acknowledge) {
            return ACKNOWLEDGE;
        } else if (request instanceof Credit) {
            return CREDIT;
        } else if (request instanceof Await) {
            return AWAIT;
        } else if (request instanceof Settle) {
            return SETTLE;
        } else if (request instanceof Commit) {
            return COMMIT;
        } else if (request instanceof Rollback) {
            return ROLLBACK;
        }
        return typeOfRare(request);
    }

    private static int typeOfRare(Request request) {
        if (request instanceof OpenConsumer) {
            return OPEN_CONSUMER;
        } else if (request instanceof CloseConsumer) {
            return CLOSE_CONSUMER;
        } else if (request instanceof Browse) {
            return BROWSE;
        } else if (request instanceof Unsubscribe) {
            return UNSUBSCRIBE;
        } else if (request instanceof CreateTemporary) {
            return CREATE_TEMPORARY;
        } else if (request instanceof DeleteTemporary) {
            return DELETE_TEMPORARY;
        }
        return typeOfConnection(request);
    }

    private static int typeOfConnection(Request request) {
        if (request instanceof Connect) {
            return CONNECT;
        } else if (request instanceof Disconnect) {
            return DISCONNECT;
        } else if (request instanceof ClaimClientId) {
            return CLAIM_CLIENT_ID;
        } else if (request instanceof WasCommitted) {
            return WAS_COMMITTED;
        }
        return PartCodec.typeOf(request);
    }

    static void encode(Request request, ByteWriter out) {
        if (request instanceof Send send) {
            encodeSend(send, out);
        } else if (request instanceof Acknowledge acknowledge) {
            out.putNumber(acknowledge.consumer());
            out.putNumber(acknowledge.delivery());
            out.putNumber(acknowledge.credit());
        } else if (request instanceof Credit credit) {
            out.putNumber(credit.consumer());
            out.putSigned(credit.messages());
        } else if (request instanceof Await await) {
            out.putNumber(await.consumer());
            out.putNumber(await.seen());
        } else if (request instanceof Settle settle) {
            SettlementCodec.encode(settle.settlements(), out);
        } else if (request instanceof Commit commit) {
            out.putNumber(commit.transaction());
            out.putBoolean(commit.isTraced());
            SettlementCodec.encode(commit.settlements(), out);
        } else if (request instanceof Rollback rollback) {
            out.putNumber(rollback.transaction());
            SettlementCodec.encode(rollback.settlements(), out);
        } else {
            encodeRare(request, out);
        }
    }

    private static void encodeSend(Send send, ByteWriter out) {
        int flags = (send.isResend() ? IS_RESEND : 0) | (send.transaction() != 0 ? IS_IN_TRANSACTION : 0);
        out.putByte(flags);
        if (send.transaction() != 0) {
            out.putSigned(send.transaction());
        }
        MessageCodec.encode(send.message(), out);
    }

    private static void encodeRare(Request request, ByteWriter out) {
        if (request instanceof OpenConsumer open) {
            out.putNumber(open.consumer());
            SourceCodec.encode(open.source(), out);
            out.putText(open.selector());
        } else if (request instanceof CloseConsumer close) {
            out.putNumber(close.consumer());
            SettlementCodec.encode(close.settlements(), out);
        } else if (request instanceof Browse browse) {
            AddressCodec.encode(browse.queue(), out);
            out.putText(browse.selector());
            out.putNumber(browse.position());
            out.putNumber(browse.limit());
        } else if (request instanceof Unsubscribe unsubscribe) {
            out.putText(unsubscribe.name());
        } else if (request instanceof CreateTemporary create) {
            out.putByte(AddressCodec.codeOf(create.kind()));
            out.putText(create.name());
        } else if (request instanceof DeleteTemporary delete) {
            AddressCodec.encode(delete.address(), out);
        } else if (request instanceof Connect connect) {
            out.putText(connect.clientId());
        } else if (request instanceof ClaimClientId claim) {
            out.putText(claim.clientId());
        } else if (request instanceof WasCommitted asked) {
            out.putText(asked.connection());
            out.putNumber(asked.transaction());
        } else {
            PartCodec.encode(request, out);
        }
    }

    static Request decode(int type, ByteReader in) {
        return switch (type) {
            case SEND -> decodeSend(in);
            case ACKNOWLEDGE -> new Acknowledge(in.getNumber(), in.getNumber(), smallNumber(in));
            case CREDIT -> new Credit(in.getNumber(), credit(in));
            case AWAIT -> new Await(in.getNumber(), in.getNumber());
            case SETTLE -> new Settle(SettlementCodec.decode(in));
            case COMMIT -> decodeCommit(in);
            case ROLLBACK -> new Rollback(in.getNumber(), SettlementCodec.decode(in));
            default -> decodeRare(type, in);
        };
    }

    private static Request decodeSend(ByteReader in) {
        int flags = in.getByte();
        if ((flags & ~(IS_RESEND | IS_IN_TRANSACTION)) != 0) {
            throw Wire.malformed("a message is sent with flags 0x" + Integer.toHexString(flags & 0xFF), null);
        }
        long transaction = (flags & IS_IN_TRANSACTION) != 0 ? in.getSigned() : 0;
        return new Send(MessageCodec.decode(in), transaction, (flags & IS_RESEND) != 0);
    }

    private static Commit decodeCommit(ByteReader in) {
        long transaction = in.getNumber();
        boolean isTraced = in.getBoolean();
        return new Commit(transaction, SettlementCodec.decode(in), isTraced);
    }

    private static Request decodeRare(int type, ByteReader in) {
        return switch (type) {
            case OPEN_CONSUMER -> new OpenConsumer(in.getNumber(), SourceCodec.decode(in), in.getText());
            case CLOSE_CONSUMER -> new CloseConsumer(in.getNumber(), SettlementCodec.decode(in));
            case BROWSE -> new Browse(AddressCodec.decode(in), in.getText(), in.getNumber(), smallNumber(in));
            case UNSUBSCRIBE -> new Unsubscribe(in.getPresentText());
            case CREATE_TEMPORARY -> new CreateTemporary(AddressCodec.kindOf(in.getByte()), in.getText());
            case DELETE_TEMPORARY -> new DeleteTemporary(AddressCodec.decode(in));
            case CONNECT -> new Connect(in.getText(), null, null);
            case DISCONNECT -> new Disconnect();
            case CLAIM_CLIENT_ID -> new ClaimClientId(in.getPresentText());
            case WAS_COMMITTED -> new WasCommitted(in.getPresentText(), in.getNumber());
            default -> PartCodec.decode(type, in);
        };
    }

    private static int credit(ByteReader in) {
        long credit = in.getSigned();
        if (credit < Credit.REVOKE || credit > Integer.MAX_VALUE) {
            throw Wire.malformed("it speaks of a credit of " + credit, null);
        }
        return (int) credit;
    }

    private static int smallNumber(ByteReader in) {
        long number = in.getNumber();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Wire.malformed("a number is out of range: " + number, null);
        }
        return (int) number;
    }
}
