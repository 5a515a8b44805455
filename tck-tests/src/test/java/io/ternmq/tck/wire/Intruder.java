// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.message.Bytes;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.wire.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Comes again and again, says something sensible for a while, then something that is not, and leaves in one way or
 * another. On a thread of its own.
 */
final class Intruder implements Runnable {

    private static final int MOST_PHRASES = 40;

    private final ScriptedClient client;
    private final SplittableRandom random;
    private final long endNanos;
    private long visits;

    Intruder(ScriptedClient client, SplittableRandom random, long endNanos) {
        this.client = client;
        this.random = random;
        this.endNanos = endNanos;
    }

    /** How often it has come. */
    long visits() {
        return visits;
    }

    @Override
    public void run() {
        while (System.nanoTime() < endNanos) {
            visits++;
            try (Talk<Frame.FromBroker> talk = client.stranger()) {
                visit(talk, new Phrases(random));
            } catch (IOException | RuntimeException | AssertionError expected) {
                // Shown the door, as it deserves, or an answer that makes no sense to it, since it made none.
            }
        }
    }

    private void visit(Talk<Frame.FromBroker> talk, Phrases phrases) throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> babble(talk, phrases);
            case 1 -> {
                talk.sayBytes(phrases.damaged(Talk.bytesOf(client.hello())));
                babble(talk, phrases);
            }
            case 2 -> {
                talk.say(client.hello());
                talk.expect(Frame.Welcome.class);
                talk.sayBytes(phrases.damaged(Talk.bytesOf(new Frame.Login("ANONYMOUS", Bytes.EMPTY))));
                leave(talk);
            }
            default -> converse(talk, phrases);
        }
    }

    private void babble(Talk<Frame.FromBroker> talk, Phrases phrases) throws IOException {
        for (int i = random.nextInt(5); i > 0; i--) {
            talk.sayBytes(phrases.bytes());
        }
        leave(talk);
    }

    private void converse(Talk<Frame.FromBroker> talk, Phrases phrases) throws IOException {
        Frame.Started started = begin(client.logIn(talk));
        talkAtLength(talk, phrases);
        if (random.nextInt(3) == 0) {
            try (Talk<Frame.FromBroker> again = client.loggedIn()) {
                again.say(new Frame.Resume(started.key(), random.nextInt(5)));
                talkAtLength(again, phrases);
            }
        }
        leave(talk);
    }

    private static Frame.Started begin(Talk<Frame.FromBroker> talk) throws IOException {
        talk.say(new Frame.Start());
        Frame.Started started = talk.expect(Frame.Started.class);
        talk.say(new Frame.Ask(1, new Connect(null, null, null)));
        return started;
    }

    private void talkAtLength(Talk<Frame.FromBroker> talk, Phrases phrases) throws IOException {
        int phrasesLeft = random.nextInt(MOST_PHRASES);
        for (int i = phrasesLeft; i > 0; i--) {
            byte[] phrase = Talk.bytesOf(phrases.sensible());
            int cut = random.nextInt(phrase.length);
            talk.sayBytes(Arrays.copyOfRange(phrase, 0, cut));
            talk.sayBytes(Arrays.copyOfRange(phrase, cut, phrase.length));
        }
        talk.sayBytes(phrases.damaged(Talk.bytesOf(phrases.sensible())));
    }

    /** Listens until it is shown the door, or for a few words, or not at all. */
    private void leave(Talk<Frame.FromBroker> talk) throws IOException {
        switch (random.nextInt(30)) {
            case 0 -> talk.expectEnd();
            case 1, 2, 3, 4, 5, 6 -> {
                for (int i = random.nextInt(10); i > 0; i--) {
                    talk.hear();
                }
            }
            default -> talk.say(Frame.Beat.INSTANCE);
        }
    }
}
