// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.samples.quake.QuakeFile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;

/** Takes reports over HTTP, and tells what has become of them. */
@Path("reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class Reports {

    // tag::publish[]
    @Inject
    @Channel("queue://reports")
    private Publisher<Report> reports;

    /** Answers when the broker has the report. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response take(Report report) {
        reports.publish(report);
        return Response.accepted().build();
    }
    // end::publish[]

    /** The week of earthquakes that comes with the samples. */
    @POST
    @Path("week")
    public Response takeWeek() {
        QuakeFile.load().forEach(quake -> reports.publish(Report.of(quake)));
        return Response.accepted().build();
    }

    @Inject
    private Ledger ledger;

    @Inject
    private JMSContext context;

    /** How many reports and alerts are in the database, and how many reports it has refused. */
    @GET
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>(ledger.counts());
        counts.put("refused", refused());
        return counts;
    }

    /** What cannot be kept ends there, after some attempts. */
    private long refused() {
        try (QueueBrowser browser = context.createBrowser(context.createQueue("DLQ.reports"))) {
            long count = 0;
            for (Enumeration<?> letters = browser.getEnumeration(); letters.hasMoreElements(); count++) {
                letters.nextElement();
            }
            return count;
        } catch (JMSException e) {
            throw new IllegalStateException("The dead letters cannot be counted", e);
        }
    }
}
