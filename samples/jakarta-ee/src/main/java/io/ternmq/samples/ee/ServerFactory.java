// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.jms.ConnectionFactory;

// tag::factory[]
/** What publishers and listeners of TernMQ connect with: a factory of the server. */
@ApplicationScoped
public class ServerFactory {

    @Produces
    @Resource(lookup = "java:comp/env/jms/shared")
    @SuppressWarnings({"NullAway.Init", "unused"}) // the server sets it, and reads it for the beans
    private ConnectionFactory factory;
}
// end::factory[]
