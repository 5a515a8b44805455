// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.PolicySet;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;

/** Facts about settings. */
final class PolicyForms {

    private static final int PRESENT = 1;
    private static final int AUTO_CREATE = 2;
    private static final int STREAM = 4;

    private PolicyForms() {}

    static void writeSet(PolicySet fact, ByteWriter out) {
        out.putText(fact.pattern());
        DestinationPolicy policy = fact.policy();
        if (policy == null) {
            out.putByte(0);
            return;
        }
        StreamPolicy stream = policy.stream();
        out.putByte(PRESENT | (policy.autoCreate() ? AUTO_CREATE : 0) | (stream == null ? 0 : STREAM));
        Limits limits = policy.limits();
        out.putSigned(limits.maxMessages());
        out.putSigned(limits.maxBytes());
        out.putText(limits.fullPolicy().name());
        out.putNumber(limits.blockTimeoutMillis());
        Redelivery redelivery = policy.redelivery();
        out.putSigned(redelivery.maxDeliveryAttempts());
        out.putNumber(redelivery.delayMillis());
        out.putLong(Double.doubleToLongBits(redelivery.delayMultiplier()));
        out.putNumber(redelivery.maxDelayMillis());
        out.putText(policy.deadLetterAddress());
        out.putText(policy.expiryAddress());
        if (stream != null) {
            StreamForms.putPolicy(stream, out);
        }
    }

    static PolicySet readSet(ByteReader in) {
        String pattern = in.getPresentText();
        int flags = Fields.upTo(PRESENT | AUTO_CREATE | STREAM, "the flags of settings", in);
        if (flags != 0 && (flags & PRESENT) == 0) {
            throw FactCodec.damaged("settings that are not there cannot have auto-create or a stream", null);
        }
        return new PolicySet(pattern, flags == 0 ? null : readPolicy(flags, in));
    }

    private static DestinationPolicy readPolicy(int flags, ByteReader in) {
        try {
            Limits limits = new Limits(
                    in.getSigned(), in.getSigned(), FullPolicy.valueOf(in.getPresentText()), in.getNumber());
            Redelivery redelivery = new Redelivery(
                    Math.toIntExact(in.getSigned()), in.getNumber(), Double.longBitsToDouble(in.getLong()),
                    in.getNumber());
            DestinationPolicy policy = new DestinationPolicy(
                    limits, redelivery, in.getText(), in.getText(), (flags & AUTO_CREATE) != 0);
            return (flags & STREAM) == 0 ? policy : policy.withStream(StreamForms.getPolicy(in));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw FactCodec.damaged("the settings of a pattern are out of range: " + e.getMessage(), e);
        }
    }
}
