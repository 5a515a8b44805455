// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.Reply;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns frames into bytes and back. Without state; callable from any thread.
 *
 * <pre>
 *  4 bytes  how many bytes follow
 *  1 byte   type
 *  ...      depends on the type: see docs/protocol.md
 * </pre>
 *
 * <p>Whatever bytes arrive, what is allocated for them is in proportion to their number. Bytes that are no frame are
 * refused with {@code PROTOCOL}, those that are no message with {@code MESSAGE_FORMAT}; the link is to be closed.
 */
public final class FrameCodec {

    private FrameCodec() {}

    /**
     * Writes a frame with its length behind what the writer holds. If that fails, the writer is as it was before.
     *
     * @throws ProviderException when a message in it cannot be written
     */
    public static void encode(Frame frame, ByteWriter out) {
        int start = out.size();
        try {
            out.putInt(0);
            encodeBody(frame, out);
            out.setInt(start, out.size() - start - Wire.LENGTH_BYTES);
        } catch (RuntimeException e) {
            out.truncate(start);
            throw e;
        }
    }

    /** Whether the frame of a type has to be kept until it has been received; for frames that are bytes already. */
    public static boolean isNumbered(int type) {
        return FrameType.isNumbered(type);
    }

    private static void encodeBody(Frame frame, ByteWriter out) {
        if (frame instanceof Frame.Ask ask) {
            out.putByte(RequestCodec.typeOf(ask.request()));
            out.putNumber(ask.number());
            RequestCodec.encode(ask.request(), out);
        } else if (frame instanceof Frame.Tell tell) {
            out.putByte(EventCodec.typeOf(tell.event()));
            EventCodec.encode(tell.event(), out);
        } else if (frame instanceof Frame.Answer answer) {
            out.putByte(ReplyCodec.typeOf(answer.reply()));
            out.putNumber(answer.number());
            ReplyCodec.encode(answer.reply(), out);
        } else if (frame instanceof Frame.DoneRange range) {
            out.putByte(FrameType.DONE);
            out.putNumber(range.first());
            out.putNumber(range.count());
        } else {
            encodeRest(frame, out);
        }
    }

    private static void encodeRest(Frame frame, ByteWriter out) {
        if (frame instanceof Frame.Received received) {
            out.putByte(FrameType.RECEIVED);
            out.putNumber(received.count());
        } else if (frame instanceof Frame.Beat) {
            out.putByte(FrameType.BEAT);
        } else if (frame instanceof Frame.Bye bye) {
            out.putByte(FrameType.BYE);
            ReplyCodec.encode(new Reply.Refused(bye.code(), bye.message()), out);
        } else if (frame instanceof Frame.FromClient client) {
            encodeDialogue(client, out);
        } else if (frame instanceof Frame.FromBroker broker) {
            encodeDialogue(broker, out);
        }
    }

    private static void encodeDialogue(Frame.FromClient frame, ByteWriter out) {
        if (frame instanceof Frame.Hello hello) {
            out.putByte(FrameType.HELLO);
            out.putInt(Wire.MAGIC);
            out.putNumber(hello.version());
            out.putNumber(hello.features());
            out.putNumber(hello.heartbeatMillis());
            out.putText(hello.broker());
        } else if (frame instanceof Frame.Login login) {
            out.putByte(FrameType.LOGIN);
            out.putText(login.mechanism());
            putBytes(login.response(), out);
        } else if (frame instanceof Frame.Response response) {
            out.putByte(FrameType.RESPONSE);
            putBytes(response.bytes(), out);
        } else if (frame instanceof Frame.Start start) {
            out.putByte(FrameType.START);
            putBytes(start.former(), out);
        } else if (frame instanceof Frame.Resume resume) {
            out.putByte(FrameType.RESUME);
            putBytes(resume.key(), out);
            out.putNumber(resume.received());
        }
    }

    private static void encodeDialogue(Frame.FromBroker frame, ByteWriter out) {
        if (frame instanceof Frame.Welcome welcome) {
            out.putByte(FrameType.WELCOME);
            out.putNumber(welcome.version());
            out.putNumber(welcome.features());
            out.putNumber(welcome.heartbeatMillis());
            out.putNumber(welcome.maxFrameBytes());
            out.putSigned(welcome.clockMillis());
            out.putNumber(welcome.mechanisms().size());
            welcome.mechanisms().forEach(out::putText);
        } else if (frame instanceof Frame.Challenge challenge) {
            out.putByte(FrameType.CHALLENGE);
            putBytes(challenge.bytes(), out);
        } else if (frame instanceof Frame.Accepted accepted) {
            out.putByte(FrameType.ACCEPTED);
            putBytes(accepted.outcome(), out);
        } else if (frame instanceof Frame.Started started) {
            out.putByte(FrameType.STARTED);
            putBytes(started.key(), out);
            out.putNumber(started.resumeMillis());
        } else if (frame instanceof Frame.Resumed resumed) {
            out.putByte(FrameType.RESUMED);
            out.putNumber(resumed.received());
        }
    }

    /**
     * Reads a frame of a client from the bytes behind its length.
     *
     * @param in exactly one frame
     */
    public static Frame.FromClient decodeFromClient(ByteReader in) {
        return whole(in, FrameCodec::clientFrame);
    }

    /**
     * Reads a frame of a broker from the bytes behind its length.
     *
     * @param in exactly one frame
     */
    public static Frame.FromBroker decodeFromBroker(ByteReader in) {
        return whole(in, FrameCodec::brokerFrame);
    }

    private interface Form<T> {

        T read(int type, ByteReader in);
    }

    private static <T> T whole(ByteReader in, Form<T> form) {
        try {
            int type = in.getByte();
            T frame = form.read(type, in);
            if (in.remaining() > 0) {
                throw Wire.malformed(
                        in.remaining() + " bytes are left over in a frame of type 0x" + Integer.toHexString(type),
                        null);
            }
            return frame;
        } catch (BufferUnderflowException e) {
            throw Wire.malformed("a length or a number in a frame does not fit", e);
        }
    }

    private static Frame.FromClient clientFrame(int type, ByteReader in) {
        if (FrameType.isNumbered(type)) {
            long number = in.getNumber();
            return new Frame.Ask(number, RequestCodec.decode(type, in));
        }
        return switch (type) {
            case FrameType.HELLO -> hello(in);
            case FrameType.LOGIN -> new Frame.Login(in.getPresentText(), getBytes(in));
            case FrameType.RESPONSE -> new Frame.Response(getBytes(in));
            case FrameType.START -> new Frame.Start(getBytes(in));
            case FrameType.RESUME -> new Frame.Resume(getBytes(in), in.getNumber());
            case FrameType.RECEIVED -> new Frame.Received(in.getNumber());
            case FrameType.BEAT -> Frame.Beat.INSTANCE;
            case FrameType.BYE -> bye(in);
            default -> throw Wire.malformed("a client sends no frame of type 0x" + Integer.toHexString(type), null);
        };
    }

    private static Frame.Hello hello(ByteReader in) {
        int magic = in.getInt();
        if (magic != Wire.MAGIC) {
            throw Wire.malformed("the first bytes are 0x" + Integer.toHexString(magic), null);
        }
        return new Frame.Hello(smallNumber(in), in.getNumber(), in.getNumber(), in.getText());
    }

    private static Frame.FromBroker brokerFrame(int type, ByteReader in) {
        return switch (type) {
            case FrameType.DELIVER, FrameType.RECALL, FrameType.CONSUMER_CLOSED ->
                    new Frame.Tell(EventCodec.decode(type, in));
            case FrameType.DONE -> new Frame.DoneRange(in.getNumber(), smallNumber(in));
            case FrameType.WELCOME -> welcome(in);
            case FrameType.CHALLENGE -> new Frame.Challenge(getBytes(in));
            case FrameType.ACCEPTED -> new Frame.Accepted(getBytes(in));
            case FrameType.STARTED -> new Frame.Started(getBytes(in), in.getNumber());
            case FrameType.RESUMED -> new Frame.Resumed(in.getNumber());
            case FrameType.RECEIVED -> new Frame.Received(in.getNumber());
            case FrameType.BEAT -> Frame.Beat.INSTANCE;
            case FrameType.BYE -> bye(in);
            default -> new Frame.Answer(in.getNumber(), ReplyCodec.decode(type, in));
        };
    }

    private static Frame.Welcome welcome(ByteReader in) {
        int version = smallNumber(in);
        long features = in.getNumber();
        long heartbeat = in.getNumber();
        int maxFrame = smallNumber(in);
        long clock = in.getSigned();
        int count = in.getCount();
        List<String> mechanisms = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            mechanisms.add(in.getPresentText());
        }
        return new Frame.Welcome(version, features, heartbeat, maxFrame, clock, List.copyOf(mechanisms));
    }

    private static Frame.Bye bye(ByteReader in) {
        Reply.Refused refused = ReplyCodec.refused(in);
        ErrorCode code = refused.code();
        return new Frame.Bye(code, refused.message());
    }

    private static void putBytes(Bytes bytes, ByteWriter out) {
        out.putBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    private static Bytes getBytes(ByteReader in) {
        byte[] bytes = in.getBytes();
        return Bytes.wrap(bytes, 0, bytes.length);
    }

    private static int smallNumber(ByteReader in) {
        long number = in.getNumber();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Wire.malformed("a number is out of range: " + number, null);
        }
        return (int) number;
    }
}
