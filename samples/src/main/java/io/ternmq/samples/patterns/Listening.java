// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.Listeners;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listens with the methods of a plain object, as beans do, without a container. */
public final class Listening {

    private Listening() {}

    /** What listens. */
    public static final class Watch {

        private final CountDownLatch strong;
        private final CountDownLatch answers;

        Watch(int strong, int answers) {
            this.strong = new CountDownLatch(strong);
            this.answers = new CountDownLatch(answers);
        }

        /** Counts what is strong. */
        @TopicListener("quake")
        @MessageSelector("magnitude >= 4.5")
        public void strong(Quake quake) {
            strong.countDown();
        }

        /** Returns the reply. */
        @QueueListener("quake.headline")
        public String headline(Quake quake) {
            answers.countDown();
            return quake.headline();
        }
    }

    /** Listens to the week. */
    public static void main(String[] args) throws InterruptedException {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            System.out.println(play(messaging, QuakeFile.load()));
        }
    }

    /**
     * Publishes reports and asks for a headline.
     *
     * @return the headline
     */
    static String play(Messaging messaging, List<Quake> quakes) throws InterruptedException {
        Watch watch = new Watch((int) quakes.stream().filter(quake -> quake.isAtLeast(4.5)).count(), 1);
        // tag::listeners[]
        try (Listeners listeners = Listeners.over(messaging)) { // or Listeners.of(connectionFactory)
            listeners.register(watch);
            publish(messaging, quakes);
            watch.strong.await(30, TimeUnit.SECONDS);
        }
        // end::listeners[]
        if (watch.strong.getCount() > 0) {
            throw new IllegalStateException(watch.strong.getCount() + " strong ones are missing");
        }
        return askForHeadline(messaging, watch, quakes.get(0));
    }

    private static void publish(Messaging messaging, List<Quake> quakes) {
        try (Publisher<Quake> publisher =
                messaging.publisher(Quake.class).to(Channel.topic("quake")).open()) {
            for (Quake quake : quakes) {
                double magnitude = quake.strength().orElse(0);
                publisher.publish(publisher.message().header("magnitude", magnitude).body(quake));
            }
        }
    }

    private static String askForHeadline(Messaging messaging, Watch watch, Quake quake) throws InterruptedException {
        try (Listeners listeners = Listeners.over(messaging)) {
            listeners.register(watch);
            String headline = messaging.requester().open()
                    .request(Channel.queue("quake.headline"), quake, String.class)
                    .join();
            watch.answers.await(30, TimeUnit.SECONDS);
            return headline;
        }
    }
}
