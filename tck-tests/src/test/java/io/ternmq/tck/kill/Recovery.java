// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import java.util.concurrent.BlockingQueue;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Plays the part of a transaction manager that has come back: ends the branches in doubt as it is told to. */
final class Recovery {

    private final Scene scene;
    private final BlockingQueue<String> answers;

    /**
     * Makes a recovery.
     *
     * @param answers where a {@link Verdict} comes for each branch
     */
    Recovery(Scene scene, BlockingQueue<String> answers) {
        this.scene = scene;
        this.answers = answers;
    }

    void run() throws JMSException, XAException, InterruptedException {
        try (XAConnection connection = scene.factory().createXAConnection()) {
            XAResource resource = connection.createXASession().getXAResource();
            Xid[] found = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
            for (Xid branch : found) {
                scene.teller().tell(Verb.INDOUBT, BranchName.textOf(branch));
            }
            scene.teller().tell(Verb.SCANNED);
            for (Xid branch : found) {
                end(resource, branch, Verdict.valueOf(answers.take()));
            }
        }
        scene.teller().tell(Verb.RESOLVED);
    }

    private void end(XAResource resource, Xid branch, Verdict verdict) throws XAException {
        switch (verdict) {
            case COMMIT -> {
                resource.commit(branch, false);
                scene.teller().tell(Verb.COMMITTED, BranchName.textOf(branch));
            }
            case ROLLBACK -> {
                resource.rollback(branch);
                scene.teller().tell(Verb.ROLLEDBACK, BranchName.textOf(branch));
            }
            case LEAVE -> { /* somebody else will */ }
        }
    }
}
