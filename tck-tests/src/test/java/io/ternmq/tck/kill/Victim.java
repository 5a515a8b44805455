// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.api.server.Broker;
import jakarta.jms.JMSException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.transaction.xa.XAException;

/**
 * The program that is killed: a broker and whatever its standard input asks of it, one word a line. When the input
 * ends it ends as well, so that none is left behind.
 */
public final class Victim {

    /** Name of the broker. */
    static final String BROKER = "victim";
    /** Client identifier of the one who owns the unshared subscriptions. */
    static final String CLIENT = "reader";
    /** Finds what is in doubt and ends it as the answers say. */
    static final String RECOVER = "recover";
    /** Takes everything out. */
    static final String DRAIN = "drain";
    /** Starts the load; followed by the next number of each producer. */
    static final String LOAD = "load";
    /** Closes the broker in good order. */
    static final String STOP = "stop";

    /** Exit code when the pipe is gone. */
    static final int NOBODY_LISTENS = 3;

    private static final int DEADLY_ATTEMPTS = 3;
    private static final long CHECKPOINT_IDLE = 120;

    private final BlockingQueue<String> input = new LinkedBlockingQueue<>();
    private final Scene scene;

    private Victim(Scene scene) {
        this.scene = scene;
    }

    /** Arguments: a {@link Medium}, its directory, the number of the victim, a seed. */
    public static void main(String[] args) {
        Victim victim = new Victim(new Scene(Integer.parseInt(args[2]), Long.parseLong(args[3])));
        try {
            victim.listen();
            victim.run(Medium.valueOf(args[0]), args[1], Long.parseLong(args[3]));
        } catch (JMSException | XAException | InterruptedException | RuntimeException e) {
            victim.scene.teller().trouble("victim", e);
        }
        Runtime.getRuntime().halt(0);
    }

    private void listen() {
        Thread ear = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    input.add(line);
                }
            } catch (IOException e) {
                scene.teller().trouble("input", e);
            }
            Runtime.getRuntime().halt(NOBODY_LISTENS);
        }, "ear");
        ear.setDaemon(true);
        ear.start();
    }

    private void run(Medium medium, String directory, long seed)
            throws JMSException, XAException, InterruptedException {
        scene.teller().tell(Verb.OPENING);
        Broker broker = Broker.builder()
                .name(BROKER)
                .store(medium.policy(directory, seed))
                .policy(BrokerPolicy.defaults().withCheckpointIdleMillis(CHECKPOINT_IDLE))
                .destination("#", all -> all.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(
                        Math.toIntExact(Limits.UNLIMITED))))
                .destination(Places.POISON, deadly -> deadly.withRedelivery(
                        Redelivery.DEFAULT.withMaxDeliveryAttempts(DEADLY_ATTEMPTS)))
                .start();
        while (!broker.isActive()) {
            scene.linger(2); // the lease of the one that was killed has to run out
        }
        scene.teller().tell(Verb.OPENED);
        obey(broker);
    }

    private void obey(Broker broker) throws JMSException, XAException, InterruptedException {
        while (true) {
            String[] words = input.take().split(" ", -1);
            switch (words[0]) {
                case RECOVER -> new Recovery(scene, input).run();
                case DRAIN -> new Drain(scene, broker).run();
                case LOAD -> new Load(scene).begin(numbers(words));
                case STOP -> {
                    scene.teller().expectTrouble();
                    broker.close();
                    scene.teller().tell(Verb.STOPPED);
                    return;
                }
                default -> throw new IllegalStateException("not understood: " + words[0]);
            }
        }
    }

    private static List<Integer> numbers(String[] words) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            numbers.add(Integer.valueOf(words[i]));
        }
        return numbers;
    }
}
