// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app.listen;

import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** {@code /probe/publish?text=...} sends a report; everything answers with those that were heard. */
@WebServlet("/probe/*")
public class ListenServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Weather weather;

    @Inject
    @Channel("topic://weather")
    private transient Publisher<String> publisher;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        String text = request.getParameter("text");
        if (text != null) {
            publisher.publish(text);
        }
        weather.reports().forEach(out::println);
    }
}
