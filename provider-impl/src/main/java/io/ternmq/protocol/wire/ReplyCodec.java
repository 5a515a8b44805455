// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.APPENDED;
import static io.ternmq.protocol.wire.FrameType.CONNECTED;
import static io.ternmq.protocol.wire.FrameType.CREATED;
import static io.ternmq.protocol.wire.FrameType.DONE;
import static io.ternmq.protocol.wire.FrameType.IN_DOUBT;
import static io.ternmq.protocol.wire.FrameType.PAGE;
import static io.ternmq.protocol.wire.FrameType.PART;
import static io.ternmq.protocol.wire.FrameType.REFUSED;
import static io.ternmq.protocol.wire.FrameType.SCHEDULES;
import static io.ternmq.protocol.wire.FrameType.STREAM_TOLD;
import static io.ternmq.protocol.wire.FrameType.VOTED;

import io.ternmq.api.ErrorCode;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.AddressCodec;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageCodec;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;
import java.util.ArrayList;
import java.util.List;

/** Replies as bytes, behind their type and the number of their request. */
final class ReplyCodec {

    private static final Vote[] VOTES = {Vote.DONE, Vote.READ_ONLY, Vote.ROLLED_BACK, Vote.TIMED_OUT};

    private ReplyCodec() {}

    static int typeOf(Reply reply) {
        if (reply instanceof Reply.Done) {
            return DONE;
        } else if (reply instanceof Reply.Appended) {
            return APPENDED;
        } else if (reply instanceof Reply.StreamTold) {
            return STREAM_TOLD;
        } else if (reply instanceof Reply.Refused) {
            return REFUSED;
        } else if (reply instanceof Reply.Page) {
            return PAGE;
        } else if (reply instanceof Reply.Connected) {
            return CONNECTED;
        } else if (reply instanceof Reply.Created) {
            return CREATED;
        } else if (reply instanceof Reply.Voted) {
            return VOTED;
        } else if (reply instanceof Reply.InDoubt) {
            return IN_DOUBT;
        } else if (reply instanceof Reply.Part) {
            return PART;
        } else if (reply instanceof Reply.Schedules) {
            return SCHEDULES;
        }
        throw new IllegalArgumentException("No frame for " + reply.getClass());
    }

    static void encode(Reply reply, ByteWriter out) {
        if (reply instanceof Reply.Done) {
            out.putNumber(1);
        } else if (reply instanceof Reply.Appended appended) {
            StreamCodec.encode(appended, out);
        } else if (reply instanceof Reply.StreamTold told) {
            StreamCodec.encode(told.view(), out);
        } else if (reply instanceof Reply.Refused refused) {
            encode(refused, out);
        } else if (reply instanceof Reply.Page page) {
            out.putSigned(page.next());
            out.putNumber(page.messages().size());
            page.messages().forEach(message -> MessageCodec.encode(message, out));
        } else if (reply instanceof Reply.Connected connected) {
            out.putText(connected.connection());
        } else if (reply instanceof Reply.Created created) {
            AddressCodec.encode(created.address(), out);
        } else if (reply instanceof Reply.Voted voted) {
            out.putByte(List.of(VOTES).indexOf(voted.vote()));
        } else if (reply instanceof Reply.InDoubt inDoubt) {
            out.putNumber(inDoubt.branches().size());
            inDoubt.branches().forEach(branch -> BranchCodec.encode(branch, out));
        } else if (reply instanceof Reply.Part part) {
            PartCodec.encode(part, out);
        } else if (reply instanceof Reply.Schedules schedules) {
            WorkCodec.encode(schedules, out);
        }
    }

    static void encode(Reply.Refused refused, ByteWriter out) {
        out.putText(refused.code().code());
        out.putText(refused.message());
    }

    static Reply decode(int type, ByteReader in) {
        return switch (type) {
            case REFUSED -> refused(in);
            case PAGE -> page(in);
            case CONNECTED -> new Reply.Connected(in.getPresentText());
            case CREATED -> new Reply.Created(AddressCodec.decode(in));
            case VOTED -> new Reply.Voted(BranchCodec.oneOf(VOTES, in));
            case IN_DOUBT -> inDoubt(in);
            case APPENDED -> StreamCodec.appended(in);
            case STREAM_TOLD -> StreamCodec.told(in);
            case PART -> PartCodec.decodeReply(in);
            case SCHEDULES -> WorkCodec.decodeReply(in);
            default -> throw Wire.malformed("a broker sends no frame of type 0x" + Integer.toHexString(type), null);
        };
    }

    static Reply.Refused refused(ByteReader in) {
        ErrorCode code = codeOf(in.getPresentText());
        return new Reply.Refused(code, in.getPresentText());
    }

    /** A code that a newer broker knows and this side does not is told as a defect, with the broker's sentence. */
    static ErrorCode codeOf(String text) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.code().equals(text)) {
                return code;
            }
        }
        return ErrorCode.INTERNAL;
    }

    private static Reply.Page page(ByteReader in) {
        long next = in.getSigned();
        int count = in.getCount();
        List<FrozenMessage> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(MessageCodec.decode(in));
        }
        return new Reply.Page(messages, next);
    }

    private static Reply.InDoubt inDoubt(ByteReader in) {
        int count = in.getCount();
        List<BranchId> branches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            branches.add(BranchCodec.branch(in));
        }
        return new Reply.InDoubt(branches);
    }
}
