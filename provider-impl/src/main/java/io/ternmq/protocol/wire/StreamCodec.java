// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.COMMIT_OFFSET;
import static io.ternmq.protocol.wire.FrameType.CONFIGURE_STREAM;
import static io.ternmq.protocol.wire.FrameType.DELETE_STREAM;
import static io.ternmq.protocol.wire.FrameType.DESCRIBE_STREAM;
import static io.ternmq.protocol.wire.FrameType.FORGET_GROUP;
import static io.ternmq.protocol.wire.FrameType.SEEK_GROUP;

import io.ternmq.api.pattern.stream.GroupView;
import io.ternmq.api.pattern.stream.PartitionView;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.CommitOffset;
import io.ternmq.protocol.ConfigureStream;
import io.ternmq.protocol.DeleteStream;
import io.ternmq.protocol.DescribeStream;
import io.ternmq.protocol.ForgetGroup;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.SeekGroup;
import io.ternmq.protocol.StreamReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What belongs to streams, as bytes. A position is the word that people write. */
final class StreamCodec {

    private static final int MANUAL = 1;
    private static final int UNACKNOWLEDGED = 2;

    private StreamCodec() {}

    static boolean knows(Request request) {
        return request instanceof CommitOffset
                || request instanceof ConfigureStream
                || request instanceof DeleteStream
                || request instanceof DescribeStream
                || request instanceof ForgetGroup
                || request instanceof SeekGroup;
    }

    static boolean knows(int type) {
        return type >= DESCRIBE_STREAM && type <= FORGET_GROUP;
    }

    static int typeOf(Request request) {
        if (request instanceof CommitOffset) {
            return COMMIT_OFFSET;
        } else if (request instanceof DescribeStream) {
            return DESCRIBE_STREAM;
        } else if (request instanceof ConfigureStream) {
            return CONFIGURE_STREAM;
        } else if (request instanceof DeleteStream) {
            return DELETE_STREAM;
        }
        return request instanceof SeekGroup ? SEEK_GROUP : FORGET_GROUP;
    }

    static void encode(Request request, ByteWriter out) {
        if (request instanceof CommitOffset commit) {
            out.putText(commit.stream());
            out.putText(commit.group());
            out.putSigned(commit.partition());
            out.putSigned(commit.next());
        } else if (request instanceof DescribeStream describe) {
            out.putText(describe.stream());
        } else if (request instanceof ConfigureStream configure) {
            out.putText(configure.stream());
            encode(configure.policy(), out);
        } else if (request instanceof DeleteStream delete) {
            out.putText(delete.stream());
        } else if (request instanceof SeekGroup seek) {
            out.putText(seek.stream());
            out.putText(seek.group());
            out.putText(seek.position().toString());
        } else if (request instanceof ForgetGroup forget) {
            out.putText(forget.stream());
            out.putText(forget.group());
        }
    }

    static Request decode(int type, ByteReader in) {
        return switch (type) {
            case COMMIT_OFFSET -> new CommitOffset(
                    in.getPresentText(), in.getPresentText(), narrow(in.getSigned()), in.getSigned());
            case DESCRIBE_STREAM -> new DescribeStream(in.getPresentText());
            case CONFIGURE_STREAM -> new ConfigureStream(in.getPresentText(), policy(in));
            case DELETE_STREAM -> new DeleteStream(in.getPresentText());
            case SEEK_GROUP -> new SeekGroup(in.getPresentText(), in.getPresentText(), position(in));
            case FORGET_GROUP -> new ForgetGroup(in.getPresentText(), in.getPresentText());
            default -> throw Wire.malformed("there is no request of type 0x" + Integer.toHexString(type), null);
        };
    }

    static void encode(StreamReading reading, ByteWriter out) {
        out.putText(reading.from().toString());
        out.putByte((reading.isManual() ? MANUAL : 0) | (reading.isUnacknowledged() ? UNACKNOWLEDGED : 0));
        out.putText(reading.key());
        out.putNumber(reading.rate());
    }

    static StreamReading reading(ByteReader in) {
        StreamPosition from = position(in);
        int flags = in.getByte();
        if ((flags & ~(MANUAL | UNACKNOWLEDGED)) != 0) {
            throw Wire.malformed("a stream is read with flags 0x" + Integer.toHexString(flags & 0xFF), null);
        }
        return new StreamReading(
                from, (flags & MANUAL) != 0, in.getText(), count(in), (flags & UNACKNOWLEDGED) != 0);
    }

    private static StreamPosition position(ByteReader in) {
        try {
            return StreamPosition.parse(in.getPresentText());
        } catch (IllegalArgumentException e) {
            throw Wire.malformed("it speaks of a position that is none", e);
        }
    }

    static void encode(Reply.Appended appended, ByteWriter out) {
        out.putNumber(appended.offset());
        out.putNumber(appended.partition());
        out.putNumber(appended.version());
    }

    static Reply.Appended appended(ByteReader in) {
        return new Reply.Appended(in.getNumber(), count(in), in.getNumber());
    }

    static void encode(StreamView view, ByteWriter out) {
        out.putText(view.name());
        encode(view.policy(), out);
        out.putNumber(view.firstOffset());
        out.putNumber(view.nextOffset());
        out.putNumber(view.events());
        out.putNumber(view.bytes());
        out.putSigned(view.oldestAt().toEpochMilli());
        out.putNumber(view.groups().size());
        view.groups().forEach(group -> encode(group, out));
    }

    private static void encode(GroupView group, ByteWriter out) {
        out.putText(group.name());
        out.putNumber(group.members());
        out.putNumber(group.partitions().size());
        for (PartitionView partition : group.partitions()) {
            out.putNumber(partition.partition());
            out.putNumber(partition.committed());
            out.putNumber(partition.lag());
            out.putText(partition.consumer());
        }
    }

    static Reply.StreamTold told(ByteReader in) {
        String name = in.getPresentText();
        StreamPolicy policy = policy(in);
        long first = in.getNumber();
        long next = in.getNumber();
        long events = in.getNumber();
        long bytes = in.getNumber();
        Instant oldest = Instant.ofEpochMilli(in.getSigned());
        int count = in.getCount();
        List<GroupView> groups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            groups.add(group(in));
        }
        return new Reply.StreamTold(new StreamView(name, policy, first, next, events, bytes, oldest, groups));
    }

    private static GroupView group(ByteReader in) {
        String name = in.getPresentText();
        int members = count(in);
        int count = in.getCount();
        List<PartitionView> partitions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            partitions.add(new PartitionView(count(in), in.getNumber(), in.getNumber(), in.getText()));
        }
        return new GroupView(name, members, partitions);
    }

    private static void encode(StreamPolicy policy, ByteWriter out) {
        out.putNumber(policy.partitions());
        out.putSigned(policy.maxAgeMillis());
        out.putSigned(policy.maxBytes());
        out.putSigned(policy.maxEvents());
        out.putBoolean(policy.compact());
    }

    private static StreamPolicy policy(ByteReader in) {
        try {
            return new StreamPolicy(count(in), in.getSigned(), in.getSigned(), in.getSigned(), in.getBoolean());
        } catch (IllegalArgumentException e) {
            throw Wire.malformed("the retention of a stream is out of range: " + e.getMessage(), e);
        }
    }

    private static int count(ByteReader in) {
        long number = in.getNumber();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Wire.malformed("a number is out of range: " + number, null);
        }
        return (int) number;
    }

    private static int narrow(long number) {
        if (number != (int) number) {
            throw Wire.malformed("a number is out of range: " + number, null);
        }
        return (int) number;
    }
}
