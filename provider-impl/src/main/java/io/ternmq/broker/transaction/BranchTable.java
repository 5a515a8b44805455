// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.transaction;

import io.ternmq.protocol.BranchId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The branches of distributed transactions. Owned by the shard; changed only by applying facts. */
public final class BranchTable {

    private final Map<BranchId, Branch> branches = new LinkedHashMap<>();
    private final Map<TransactionKey, Branch> active = new HashMap<>();
    private long lastNumber;

    /** A branch, or null. */
    public @Nullable Branch find(BranchId id) {
        return branches.get(id);
    }

    /** All branches. */
    public Collection<Branch> all() {
        return branches.values();
    }

    /** Those that wait for their manager: to decide them, or to forget what was decided in its place. */
    public List<Branch> lasting() {
        return branches.values().stream().filter(Branch::isLasting).toList();
    }

    /** Those that are not prepared and in which a connection works or worked. */
    public List<Branch> of(long connection) {
        return branches.values().stream()
                .filter(branch -> branch.keys().stream().anyMatch(key -> key.connection() == connection))
                .toList();
    }

    /** Whether a session works in a branch that can still be committed. */
    public boolean isOpen(TransactionKey key) {
        Branch branch = active.get(key);
        return branch != null && branch.state() == Branch.State.OPEN;
    }

    /** Applies: a branch is needed; it is made when it does not exist. */
    public Branch open(BranchId id, long dueMillis) {
        Branch known = branches.get(id);
        if (known != null) {
            return known;
        }
        Branch branch = new Branch(id, ++lastNumber);
        branch.setDueMillis(dueMillis);
        branches.put(id, branch);
        return branch;
    }

    /** Applies: a session stands to a branch in another way. */
    public void place(Branch branch, TransactionKey key, Branch.Part part) {
        branch.place(key, part);
        if (part == Branch.Part.ACTIVE) {
            active.put(key, branch);
        } else {
            active.remove(key);
        }
    }

    /** Applies: a branch is over. Returns it, or null when there was none. */
    public @Nullable Branch end(BranchId id) {
        Branch ended = branches.remove(id);
        if (ended != null) {
            ended.keys().forEach(active::remove);
        }
        return ended;
    }
}
