// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

// tag::bean[]
/**
 * One transaction for each report: it leaves the queue, a row is written, and perhaps an alert is sent. All of it
 * happens or nothing. What has failed comes again, and in the end goes to {@code DLQ.reports}.
 */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
    @ActivationConfigProperty(propertyName = "destination", propertyValue = "reports"),
    @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "4")
})
public class Archive implements MessageListener {

    private static final Jsonb JSON = JsonbBuilder.create();

    @Inject
    private Ledger ledger;

    @Inject
    private JMSContext context;

    @Override
    public void onMessage(Message message) {
        try {
            String body = message.getBody(String.class);
            Report report = JSON.fromJson(body, Report.class);
            ledger.keep(report);
            if (report.isStrong()) {
                context.createProducer().send(context.createTopic("alerts"), body);
            }
        } catch (JMSException e) {
            throw new EJBException("The report cannot be read", e);
        }
    }
}
// end::bean[]
