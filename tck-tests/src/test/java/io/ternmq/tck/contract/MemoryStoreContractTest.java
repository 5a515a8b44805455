// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.contract;

import io.ternmq.store.RecordLog;
import io.ternmq.store.memory.MemoryMedium;
import io.ternmq.test.contract.RecordLogContract;

class MemoryStoreContractTest extends RecordLogContract {

    private final MemoryMedium<String> medium = new MemoryMedium<>();

    @Override
    protected RecordLog<String> open() {
        return medium.open();
    }
}
