// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * Settlements as bytes: how many, then for each the consumer, the outcome (0 accepted, 1 released, 2 failed), the
 * number of deliveries, each as the difference to the one before, and the cause.
 */
final class SettlementCodec {

    private static final int ACCEPTED = 0;
    private static final int RELEASED = 1;
    private static final int FAILED = 2;

    private SettlementCodec() {}

    static void encode(List<Settlement> settlements, ByteWriter out) {
        out.putNumber(settlements.size());
        for (Settlement settlement : settlements) {
            out.putNumber(settlement.consumer());
            out.putByte(codeOf(settlement.outcome()));
            out.putNumber(settlement.deliveries().length);
            long before = 0;
            for (long delivery : settlement.deliveries()) {
                out.putSigned(delivery - before);
                before = delivery;
            }
            out.putText(settlement.cause());
        }
    }

    static List<Settlement> decode(ByteReader in) {
        int count = in.getCount();
        List<Settlement> settlements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long consumer = in.getNumber();
            Outcome outcome = outcomeOf(in.getByte());
            settlements.add(new Settlement(consumer, outcome, deliveries(in), in.getText()));
        }
        return settlements;
    }

    private static long[] deliveries(ByteReader in) {
        long[] deliveries = new long[in.getCount()];
        long before = 0;
        for (int i = 0; i < deliveries.length; i++) {
            before += in.getSigned();
            deliveries[i] = before;
        }
        return deliveries;
    }

    private static int codeOf(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> ACCEPTED;
            case RELEASED -> RELEASED;
            case FAILED -> FAILED;
        };
    }

    private static Outcome outcomeOf(int code) {
        return switch (code) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case RELEASED -> Outcome.RELEASED;
            case FAILED -> Outcome.FAILED;
            default -> throw Wire.malformed("there is no outcome with number " + code, null);
        };
    }
}
