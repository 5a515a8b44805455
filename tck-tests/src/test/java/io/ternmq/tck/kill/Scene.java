// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.api.client.TernXAConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all actors of a victim share. Any thread may use it. */
final class Scene {

    private final Teller teller = new Teller();
    private final TernXAConnectionFactory factory = new TernXAConnectionFactory("vm://" + Victim.BROKER);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger names = new AtomicInteger();
    private final int victim;
    private final long seed;

    /**
     * Sets a scene.
     *
     * @param victim number of the victim, which no other one on the same store has
     * @param seed   decides what the actors do, as far as threads can be decided about
     */
    Scene(int victim, long seed) {
        this.victim = victim;
        this.seed = seed;
    }

    Teller teller() {
        return teller;
    }

    TernXAConnectionFactory factory() {
        return factory;
    }

    /** Chance for one actor. */
    Random randomFor(String actor) {
        return new Random(seed * 31 + actor.hashCode() + victim * 1_000_003L);
    }

    /** A name that nothing else of this store has. */
    String name(String beginning) {
        return beginning + victim + '-' + names.incrementAndGet();
    }

    /** Tells that a message has come. */
    void tellGot(String session, String deed, Message message, boolean isDead) throws JMSException {
        long now = System.currentTimeMillis();
        MessageId id = Cargo.nameOf(message);
        String flag = message.getJMSRedelivered() ? "R" : "-";
        long early = isDead ? 0 : Math.max(0, Cargo.earlyBy(message, now));
        teller.tell(Verb.GOT, session, deed, id, message.getIntProperty("JMSXDeliveryCount"), flag, early);
        if (!Cargo.isSound(message)) {
            teller.tell(Verb.TROUBLE, "the body of message " + id + " is not what was sent: " + message);
        }
    }

    /** Lets some time go by. */
    void linger(long millis) throws InterruptedException {
        if (never.await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("never is over");
        }
    }
}
