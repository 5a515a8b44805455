// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app.define;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /probe/pass?text=...} sends to the queue that it defines, and answers with what it receives from there. */
@JMSConnectionFactoryDefinition(
        name = "java:app/jms/defined",
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "ternmq-ra",
        properties = "url=vm://inside")
@JMSDestinationDefinition(
        name = "java:app/jms/wishes",
        interfaceName = "jakarta.jms.Queue",
        className = "io.ternmq.ra.admin.TernQueueObject",
        resourceAdapter = "ternmq-ra",
        destinationName = "wishes",
        properties = "physicalName=wishes")
@WebServlet("/probe/*")
public class DefineServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Resource(lookup = "java:app/jms/defined")
    @SuppressWarnings("NullAway.Init")
    private transient ConnectionFactory factory;

    @Resource(lookup = "java:app/jms/wishes")
    @SuppressWarnings("NullAway.Init")
    private transient Queue wishes;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(wishes, request.getParameter("text"));
            response.getWriter().println(context.createConsumer(wishes).receiveBody(String.class, 5_000));
        }
    }
}
