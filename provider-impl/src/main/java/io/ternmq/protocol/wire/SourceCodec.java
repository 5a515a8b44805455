// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Address;
import io.ternmq.message.AddressCodec;
import io.ternmq.protocol.Source;

/**
 * Where a consumer takes its messages from, as bytes: flags (0x01 subscription, 0x02 durable, 0x04 shared, 0x08 no
 * local, 0x20 stream, which has one member at a time unless shared, 0x40 leases), the address, and for a subscription
 * its name, for leases their length, for a stream its group, how it is read, and the number from which it goes on.
 */
final class SourceCodec {

    private static final int SUBSCRIPTION = 1;
    private static final int DURABLE = 2;
    private static final int SHARED = 4;
    private static final int NO_LOCAL = 8;
    private static final int STREAM = 32;
    private static final int LEASES = 64;
    private static final int KNOWN = SUBSCRIPTION | DURABLE | SHARED | NO_LOCAL;

    private SourceCodec() {}

    static void encode(Source source, ByteWriter out) {
        if (source instanceof Source.OfQueue of) {
            out.putByte(0);
            AddressCodec.encode(of.queue(), out);
        } else if (source instanceof Source.OfStream of) {
            out.putByte(STREAM | (of.isExclusive() ? 0 : SHARED));
            AddressCodec.encode(of.topic(), out);
            out.putText(of.group());
            StreamCodec.encode(of.reading(), out);
            out.putNumber(of.resumeAt());
        } else if (source instanceof Source.OfLeases of) {
            out.putByte(LEASES);
            AddressCodec.encode(of.queue(), out);
            out.putNumber(of.leaseMillis());
        } else if (source instanceof Source.OfSubscription of) {
            out.putByte(SUBSCRIPTION
                    | (of.durable() ? DURABLE : 0)
                    | (of.shared() ? SHARED : 0)
                    | (of.noLocal() ? NO_LOCAL : 0));
            AddressCodec.encode(of.topic(), out);
            out.putText(of.name());
        }
    }

    static Source decode(ByteReader in) {
        int flags = in.getByte();
        Address address = AddressCodec.decode(in);
        if (flags == 0) {
            return new Source.OfQueue(address);
        }
        if ((flags & ~SHARED) == STREAM) {
            return new Source.OfStream(
                    address, in.getText(), (flags & SHARED) == 0, StreamCodec.reading(in), in.getNumber());
        }
        if (flags == LEASES) {
            return new Source.OfLeases(address, in.getNumber());
        }
        if ((flags & SUBSCRIPTION) == 0 || (flags & ~KNOWN) != 0) {
            throw Wire.malformed("a consumer has flags 0x" + Integer.toHexString(flags & 0xFF), null);
        }
        return new Source.OfSubscription(
                address, in.getText(), (flags & DURABLE) != 0, (flags & SHARED) != 0, (flags & NO_LOCAL) != 0);
    }
}
