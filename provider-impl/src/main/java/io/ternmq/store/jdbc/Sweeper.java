// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what a checkpoint has made superfluous, while the broker goes on: a few rows in each transaction, so that no
 * database locks the whole table for it, and each transaction as a task of its own, so that others get their turn on
 * the executor. Whoever waits for the end does what is left by itself; a task that comes too late finds nothing to do.
 * The owner of the state begins, waits and stops; whoever has taken the job owns it for one step.
 */
final class Sweeper {

    /** What is to be deleted, and how far that is done. */
    private static final class Job {

        private final long image;
        private final RowSet before;
        private final RowSet kept;
        private boolean hasDeletedImages;
        private long next;

        Job(long image, RowSet before, RowSet kept) {
            this.image = image;
            this.before = before;
            this.kept = kept;
        }
    }

    private static final Log LOG = Log.of(Sweeper.class);
    private static final int ROWS_PER_TRANSACTION = 1_000;
    private static final int RUNS_PER_TRANSACTION = 200;

    private final Transactions transactions;
    private final Tables tables;
    private final Ownership ownership;
    private final Executor executor;
    private @Nullable Job job;
    private boolean isTaken;
    private boolean hasFailed;

    Sweeper(Transactions transactions, Tables tables, Ownership ownership, Executor executor) {
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        this.executor = executor;
    }

    /** Begins to delete all images but one, and the rows of one set that are not in the other, its subset. */
    void begin(long image, RowSet before, RowSet kept) {
        synchronized (this) {
            job = new Job(image, before, kept);
            hasFailed = false;
        }
        submit();
    }

    /** Sees to it that the job is done; false when something was left lying. */
    boolean finish() {
        boolean interrupted = false;
        while (isBusy()) {
            Job taken = take();
            if (taken != null) {
                step(taken);
            } else {
                interrupted |= awaitStep();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !hasFailed();
    }

    /** Gives the job up; the next owner's first checkpoint finds what is left. */
    void stop() {
        boolean interrupted = false;
        while (isBusy()) {
            if (take() != null) {
                leave(true, true);
            } else {
                interrupted |= awaitStep();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes all images but one, at once. */
    void deleteImagesBut(long number) {
        transactions.run("delete old images from " + tables.imageName(), (session, again) -> {
            ownership.lock(session, again);
            PreparedStatement delete = session.prepare(tables.deleteOtherImages());
            delete.setLong(1, number);
            return delete.executeUpdate();
        });
    }

    private void submit() {
        try {
            executor.execute(this::stepAndSubmit);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The executor takes nothing any more; what is left is deleted later", e);
        }
    }

    private void stepAndSubmit() {
        Job taken = take();
        if (taken != null) {
            step(taken);
            if (isBusy()) {
                submit();
            }
        }
    }

    private synchronized @Nullable Job take() {
        if (isTaken || job == null) {
            return null;
        }
        isTaken = true;
        return job;
    }

    private synchronized void leave(boolean isOver, boolean failed) {
        isTaken = false;
        hasFailed |= failed;
        if (isOver) {
            job = null;
        }
        notifyAll();
    }

    private synchronized boolean isBusy() {
        return job != null;
    }

    private synchronized boolean hasFailed() {
        return hasFailed;
    }

    /** Waits while somebody else has taken the job; true when the thread was interrupted meanwhile. */
    private synchronized boolean awaitStep() {
        try {
            while (isTaken) {
                wait();
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void step(Job taken) {
        boolean failed = true;
        boolean isOver = true;
        try {
            isOver = !sweep(taken);
            failed = false;
        } catch (ProviderException e) {
            LOG.log(Level.DEBUG, "Rows that are not needed were not deleted", e);
        } finally {
            leave(isOver, failed);
        }
    }

    /** One transaction; false when there was nothing left to do. */
    private boolean sweep(Job taken) {
        if (!taken.hasDeletedImages) {
            deleteImagesBut(taken.image);
            taken.hasDeletedImages = true;
            return true;
        }
        List<RowSet.Run> runs = new ArrayList<>();
        int rows = 0;
        RowSet.Run run = taken.before.nextRunWithout(taken.kept, taken.next, ROWS_PER_TRANSACTION);
        while (run != null && rows < ROWS_PER_TRANSACTION && runs.size() < RUNS_PER_TRANSACTION) {
            runs.add(run);
            rows += run.rows();
            taken.next = run.to() + 1;
            run = taken.before.nextRunWithout(taken.kept, taken.next, ROWS_PER_TRANSACTION);
        }
        if (!runs.isEmpty()) {
            delete(runs);
        }
        return run != null;
    }

    private void delete(List<RowSet.Run> runs) {
        transactions.run("delete covered rows from " + tables.batchName(), (session, again) -> {
            ownership.lock(session, again);
            PreparedStatement delete = session.prepare(tables.deleteRows());
            for (RowSet.Run run : runs) {
                delete.setLong(1, run.from());
                delete.setLong(2, run.to());
                delete.addBatch();
            }
            delete.executeBatch();
            return true;
        });
    }
}
