// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.arquillian;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;

/** Cannot be deployed. */
@ApplicationScoped
public class Mute {

    /** Never called. */
    @QueueListener(value = "rings", concurrency = 0)
    public void on(Order order) {
        throw new AssertionError(order.id());
    }
}
