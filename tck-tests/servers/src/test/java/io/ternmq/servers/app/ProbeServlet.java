// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does what a test asks for, and tells what there is: {@code /probe/<action>?key=value}, answered by lines of text. */
@WebServlet("/probe/*")
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String TRAP = "ternmq.trap";

    private final transient Map<String, Action> actions = new ConcurrentHashMap<>();

    @EJB
    @SuppressWarnings("NullAway.Init")
    private transient Clerk clerk;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private transient Inside inside;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private transient Ledger ledger;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private transient Traces traces;

    @Inject
    private transient Desk desk;

    @Inject
    private transient Notebook notebook;

    @PostConstruct
    void learn() {
        learnToAsk();
        learnToAct();
    }

    private void learnToAsk() {
        actions.put("alive", order -> List.of("yes"));
        actions.put("seen", order -> notebook.of(order.get("by")));
        actions.put("ledger", order -> ledger.lines());
        actions.put("trapped", order -> List.of(System.getProperty(TRAP, "never")));
        actions.put("receive", order -> List.of(clerk.receive(order.get("queue"), order.isUndone())));
        actions.put("ask", order -> List.of(desk.ask(order.get("queue"), order.get("text"))));
        actions.put("listen", order -> List.of(desk.listen(order.get("queue"))));
        actions.put("loaders", order -> List.of(String.valueOf(traces.loaderCount())));
        actions.put("threads", order -> List.of(String.valueOf(traces.threadCount())));
        actions.put("receive-inside", order -> List.of(inside.receive(Inside.Place.BESIDE, order.get("queue"))));
        actions.put("receive-embedded", order -> List.of(inside.receive(Inside.Place.EMBEDDED, order.get("queue"))));
    }

    private void learnToAct() {
        act("send", order -> clerk.send(order.get("queue"), order.get("text"), order.isUndone()));
        act("publish", order -> clerk.publish(order.get("topic"), order.get("text")));
        act("connect", order -> clerk.sendByConnection(order.get("queue"), order.get("text"), order.isUndone()));
        act("transfer", order -> clerk.transfer(order.get("queue"), order.get("text"), order.isUndone()));
        act("record", order -> clerk.record(order.get("queue"), order.get("text"), order.isUndone()));
        act("begin", order -> desk.sendInTransaction(order.get("queue"), order.get("text"), order.isUndone()));
        act("grade", order -> desk.grade(order.get("queue"), order.get("text"), Integer.parseInt(order.get("grade"))));
        act("send-inside", order -> inside.send(Inside.Place.BESIDE, order.get("queue"), order.get("text")));
        act("send-embedded", order -> inside.send(Inside.Place.EMBEDDED, order.get("queue"), order.get("text")));
        act("trap", order -> System.setProperty(TRAP, order.get("moment")));
    }

    private void act(String name, Deed deed) {
        actions.put(name, order -> {
            deed.act(order);
            return List.of("done");
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        Action action = actions.get(String.valueOf(request.getPathInfo()).substring(1));
        if (action == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            action.act(new Order(request)).forEach(out::println);
        } catch (Exception e) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            e.printStackTrace(out);
        }
    }

    /** Something a test asks for. */
    @FunctionalInterface
    private interface Action {

        List<String> act(Order order) throws Exception;
    }

    /** Something that has no answer. */
    @FunctionalInterface
    private interface Deed {

        void act(Order order) throws Exception;
    }

    /** The parameters of a request. */
    private record Order(HttpServletRequest request) {

        String get(String name) {
            return String.valueOf(request.getParameter(name));
        }

        boolean isUndone() {
            return Boolean.parseBoolean(request.getParameter("undo"));
        }
    }
}
