// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.camel;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.interop.Guest;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Camel context with component {@code jms} over the factory of the stage; routes are added by the tests. */
abstract class CamelGuest extends Guest {
    /** The context; it runs. */
    protected final CamelContext camel = new DefaultCamelContext();
    /** For calls from outside the routes. */
    protected final ProducerTemplate caller = camel.createProducerTemplate();

    /** A guest whose connections have every default. */
    protected CamelGuest() {
        this(ClientPolicy.DEFAULT);
    }

    /** A guest whose connections have settings of their own. */
    protected CamelGuest(ClientPolicy policy) {
        super(policy);
    }

    /** The component that routes find as {@code jms:}. */
    protected JmsComponent component() {
        return JmsComponent.jmsComponentAutoAcknowledge(factory);
    }

    @BeforeEach
    final void startCamel() {
        JmsComponent jms = component();
        jms.getConfiguration().setReceiveTimeout(100);
        jms.getConfiguration().setTestConnectionOnStartup(true);
        camel.addComponent("jms", jms);
        camel.getShutdownStrategy().setTimeout(PATIENCE);
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.start();
        caller.start();
    }

    /** Stops while the broker still runs; the stage closes its connections afterwards. */
    @AfterEach
    final void stopCamel() {
        caller.stop();
        camel.stop();
    }

    /** Adds a route to the running context. */
    protected final void route(LambdaRouteBuilder routes) throws Exception {
        RouteBuilder.addRoutes(camel, routes);
    }

    /** A request from outside the routes. */
    protected final Object ask(String endpoint, Object body) {
        return caller.sendBody(endpoint, ExchangePattern.InOut, body);
    }

    /** Answers every text with a prefix. */
    protected static Processor answering(String prefix) {
        return exchange -> exchange.getMessage().setBody(prefix + exchange.getMessage().getBody(String.class));
    }
}
