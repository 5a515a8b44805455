// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.jms.ConnectionFactory;

/** The connection factory as programs give it: a producer method. */
@Dependent
public class LentFactory {

    /** Of the test. */
    @Produces
    @ApplicationScoped
    public ConnectionFactory factory(CountingFactory lent) {
        return lent;
    }
}
