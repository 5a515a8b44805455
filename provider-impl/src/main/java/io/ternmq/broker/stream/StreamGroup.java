// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those who share the partitions of a stream, and how far they have come. Owned by the shard. */
public final class StreamGroup {

    private final String name;
    private final List<GroupPartition> partitions = new ArrayList<>();
    private final List<StreamReader> members = new ArrayList<>();
    private long epoch = 1;

    StreamGroup(String name, int count, long offset) {
        this.name = name;
        for (int i = 0; i < count; i++) {
            partitions.add(new GroupPartition(i, offset));
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its partitions by number; not to be changed. */
    public List<GroupPartition> partitions() {
        return Collections.unmodifiableList(partitions);
    }

    /** Who is in it, in the order in which they came; not to be changed. */
    public List<StreamReader> members() {
        return Collections.unmodifiableList(members);
    }

    /** Whether somebody is in it who takes events, and not only settles some. */
    public boolean isInUse() {
        return members.stream().anyMatch(member -> !member.isLeaving());
    }

    /** How often it was moved: what was read before does not count afterwards. */
    public long epoch() {
        return epoch;
    }

    /** Whether it moves on by itself as events are acknowledged. */
    public boolean isAutomatic() {
        return members.stream().noneMatch(member -> member.reading().isManual());
    }

    void place(long offset) {
        epoch++;
        partitions.forEach(partition -> partition.place(offset));
    }

    void join(StreamReader member) {
        members.add(member);
        share();
    }

    /** A member takes no more: its partitions are wanted by others. */
    void share() {
        List<StreamReader> open = members.stream().filter(member -> !member.isLeaving()).toList();
        Map<Long, Integer> counts = new HashMap<>();
        open.forEach(member -> counts.put(member.mailbox(), 0));
        int most = open.isEmpty() ? 0 : (partitions.size() + open.size() - 1) / open.size();
        int withMost = open.isEmpty() ? 0 : partitions.size() - (most - 1) * open.size();
        List<GroupPartition> free = new ArrayList<>();
        int atMost = 0;
        for (GroupPartition partition : partitions) {
            int has = counts.getOrDefault(partition.owner(), -1);
            boolean staysBelow = has >= 0 && has < most - 1;
            boolean staysAtMost = has >= 0 && has == most - 1 && atMost < withMost;
            if (staysBelow || staysAtMost) {
                counts.put(partition.owner(), has + 1);
                atMost += staysAtMost ? 1 : 0;
                partition.want(partition.owner());
            } else {
                free.add(partition);
            }
        }
        free.forEach(partition -> give(partition, open, counts));
    }

    private static int count(Map<Long, Integer> counts, long member) {
        Integer count = counts.get(member);
        return count == null ? 0 : count;
    }

    private static void give(GroupPartition partition, List<StreamReader> open, Map<Long, Integer> counts) {
        long best = 0;
        for (StreamReader member : open) {
            if (best == 0 || count(counts, member.mailbox()) < count(counts, best)) {
                best = member.mailbox();
            }
        }
        partition.want(best);
        counts.merge(best, 1, Integer::sum);
    }

    void leave(StreamReader member) {
        members.remove(member);
        for (GroupPartition partition : partitions) {
            if (partition.owner() == member.mailbox()) {
                List.copyOf(partition.out().keySet()).forEach(offset -> partition.takeBack(offset, 0));
                if (member.reading().isManual()) {
                    partition.rewind();
                }
                partition.moveTo(0);
            }
        }
        share();
    }
}
