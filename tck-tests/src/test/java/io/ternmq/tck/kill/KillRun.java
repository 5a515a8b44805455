// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.tck.kill.Findings.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Kills victims on one store, one after the other, and fails with everything that there is to say when the books do not
 * fit together; what {@link Remains} stays then, with the store as it was found. Used once, by one thread.
 */
final class KillRun {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final int SHORTEST_OPENING = 20_000;
    private static final int RECOVERY = 15_000;
    private static final int DRAIN = 150_000;
    private static final int MOST_LINES = 4_000;
    private static final long LONGEST_LOAD_NANOS = 1_500_000_000;
    private static final int AUDIT_PERCENT = 40;

    private final Medium medium;
    private final long seed;
    private final Random random;
    private final Remains remains;
    private final Book book = new Book();
    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private final List<String> inDoubt = new ArrayList<>();
    private int round;
    private int audits;
    private int foundInDoubt;
    private boolean isAuditing;
    private int openingMicros;

    /**
     * Makes a run.
     *
     * @param seed decides when whom which fate befalls, as far as the machine can be decided about
     */
    KillRun(Medium medium, long seed, Remains remains) {
        this.medium = medium;
        this.seed = seed;
        this.random = new Random(seed);
        this.remains = remains;
    }

    /**
     * Ends that many lives, and then looks at everything once more.
     *
     * @throws AssertionError when something is wrong
     */
    Tally run(int rounds) throws IOException, InterruptedException {
        for (round = 1; round <= rounds; round++) {
            Ending ending = Ending.choose(random);
            live(ending, ending == Ending.IN_DRAIN || random.nextInt(100) < AUDIT_PERCENT);
            endings.merge(ending, 1, Integer::sum);
        }
        live(Ending.AT_REST, true);
        return new Tally(rounds, endings, audits, book.intended(), book.received(), foundInDoubt, book.vanished());
    }

    private void live(Ending ending, boolean withAudit) throws IOException, InterruptedException {
        isAuditing = withAudit;
        inDoubt.clear();
        book.begin("victim " + round);
        remains.write("--- victim " + round + " is to end " + ending);
        List<String> arguments =
                List.of(medium.name(), remains.store().toString(), Integer.toString(round), Long.toString(seed));
        try (VictimProcess victim = VictimProcess.start(remains.errors(), Victim.class, arguments)) {
            Ear ear = new Ear(victim, line -> hear(line, victim));
            try {
                play(ear, victim, ending);
                ear.listenToTheEnd();
            } catch (SilenceException e) {
                book.findings().add(Kind.TROUBLE, "victim " + round + ' ' + e.getMessage());
            }
        }
        book.onDeath(ending.toString());
        check();
    }

    private void play(Ear ear, VictimProcess victim, Ending ending) throws IOException, InterruptedException {
        ear.await(Verb.OPENING);
        if (ending == Ending.IN_OPENING) {
            killWithin(Math.max(SHORTEST_OPENING, openingMicros), ear, victim);
            return;
        }
        long begun = System.nanoTime();
        ear.await(Verb.OPENED);
        openingMicros = (int) ((System.nanoTime() - begun) / NANOS_PER_MICRO);
        victim.tell(Victim.RECOVER);
        if (ending == Ending.IN_RECOVERY) {
            killWithin(RECOVERY, ear, victim);
            return;
        }
        ear.await(Verb.RESOLVED);
        if (isAuditing) {
            victim.tell(Victim.DRAIN);
            if (ending == Ending.IN_DRAIN) {
                killWithin(DRAIN, ear, victim);
                return;
            }
            audit(ear);
        }
        work(ear, victim, ending);
    }

    private void audit(Ear ear) throws IOException, InterruptedException {
        ear.await(Verb.DRAINED);
        book.audit();
        check();
        audits++;
        remains.restart();
    }

    private void work(Ear ear, VictimProcess victim, Ending ending) throws IOException, InterruptedException {
        if (ending != Ending.AT_REST) {
            victim.tell(loadCommand());
            ear.await(Verb.LOADING);
            ear.listenTo(random.nextInt(MOST_LINES), LONGEST_LOAD_NANOS);
        }
        if (ending == Ending.IN_LOAD) {
            victim.kill();
        } else {
            victim.tell(Victim.STOP);
            ear.await(Verb.STOPPED);
        }
    }

    private void killWithin(int micros, Ear ear, VictimProcess victim) throws InterruptedException {
        ear.listenFor(random.nextInt(micros) * NANOS_PER_MICRO);
        victim.kill();
    }

    private String loadCommand() {
        StringJoiner command = new StringJoiner(" ").add(Victim.LOAD);
        for (int producer = 0; producer < Load.PRODUCERS; producer++) {
            command.add(Integer.toString(book.nextNumber(producer)));
        }
        return command.toString();
    }

    private void hear(Line line, VictimProcess victim) {
        remains.write(line.verb() + " " + line.text());
        book.apply(line);
        if (line.verb() == Verb.INDOUBT) {
            inDoubt.add(line.word(0));
            foundInDoubt++;
        } else if (line.verb() == Verb.SCANNED) {
            inDoubt.forEach(branch -> victim.tell(book.decide(branch, wish()).toString()));
        }
    }

    /** What the manager would like for a branch about which it has not decided yet. */
    private Verdict wish() {
        int chance = random.nextInt(100);
        if (!isAuditing && chance < 30) {
            return Verdict.LEAVE;
        }
        return chance < 70 ? Verdict.COMMIT : Verdict.ROLLBACK;
    }

    private void check() throws IOException {
        if (!book.findings().isEmpty()) {
            throw new AssertionError(String.format(
                    Locale.ROOT, "store %s, seed %d (-Dternmq.seed=%d), round %d: %s%nremains: %s%nlast errors: %s",
                    medium, seed, seed, round, book.findings(), remains, remains.lastErrors()));
        }
    }
}
