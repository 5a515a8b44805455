// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.jms.ConnectionFactory;

/** The connection factory of a test, as programs give it. */
@Dependent
public class GivenFactory {

    /** The one of this container. */
    @Produces
    public ConnectionFactory factory(BeanManager beans) {
        return beans.getExtension(Given.class).factory();
    }
}
