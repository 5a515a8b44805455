// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import io.ternmq.store.AppendListener;

/** Remembers what it was told. */
final class Told implements AppendListener {

    private boolean durable;
    private boolean failed;

    @Override
    public void onDurable() {
        durable = true;
    }

    @Override
    public void onFailed(Throwable cause) {
        failed = true;
    }

    boolean isDurable() {
        return durable && !failed;
    }
}
