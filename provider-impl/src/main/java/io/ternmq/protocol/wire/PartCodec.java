// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.DROP_UPLOAD;
import static io.ternmq.protocol.wire.FrameType.FETCH_PART;
import static io.ternmq.protocol.wire.FrameType.PUT_PART;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.DropUpload;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;

/** The part of {@link RequestCodec} that is about the parts of large bodies. */
final class PartCodec {

    private PartCodec() {}

    static int typeOf(Request request) {
        if (request instanceof PutPart) {
            return PUT_PART;
        } else if (request instanceof FetchPart) {
            return FETCH_PART;
        } else if (request instanceof DropUpload) {
            return DROP_UPLOAD;
        }
        return StreamCodec.knows(request) ? StreamCodec.typeOf(request) : BranchCodec.typeOf(request);
    }

    static void encode(Request request, ByteWriter out) {
        if (request instanceof PutPart put) {
            out.putNumber(put.upload());
            putBytes(put.bytes(), out);
        } else if (request instanceof FetchPart fetch) {
            out.putNumber(fetch.body());
            out.putNumber(fetch.part());
        } else if (request instanceof DropUpload drop) {
            out.putNumber(drop.upload());
        } else if (StreamCodec.knows(request)) {
            StreamCodec.encode(request, out);
        } else {
            BranchCodec.encode(request, out);
        }
    }

    static Request decode(int type, ByteReader in) {
        return switch (type) {
            case PUT_PART -> new PutPart(in.getNumber(), getBytes(in));
            case FETCH_PART -> new FetchPart(in.getNumber(), index(in));
            case DROP_UPLOAD -> new DropUpload(in.getNumber());
            default -> StreamCodec.knows(type) ? StreamCodec.decode(type, in) : BranchCodec.decode(type, in);
        };
    }

    static void encode(Reply.Part part, ByteWriter out) {
        putBytes(part.bytes(), out);
    }

    static Reply.Part decodeReply(ByteReader in) {
        return new Reply.Part(getBytes(in));
    }

    private static int index(ByteReader in) {
        long index = in.getNumber();
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw Wire.malformed("there is no part " + index, null);
        }
        return (int) index;
    }

    private static void putBytes(Bytes bytes, ByteWriter out) {
        out.putBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    private static Bytes getBytes(ByteReader in) {
        byte[] bytes = in.getBytes();
        return Bytes.wrap(bytes, 0, bytes.length);
    }
}
