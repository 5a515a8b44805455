// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.store.RecordLog;
import io.ternmq.store.memory.MemoryMedium;
import io.ternmq.test.contract.RecordLogContract;

/** A store without faults is a store. */
class FaultyStoreContractTest extends RecordLogContract {

    private final MemoryMedium<String> medium = new MemoryMedium<>();
    private final Faults faults = new Faults(1);

    @Override
    protected RecordLog<String> open() {
        return new FaultyStore<>(medium.open(), faults.store());
    }
}
