// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/** What a client asks of the broker. Requests of one connection take effect in the order in which they were given. */
public sealed interface Request
        permits Acknowledge,
                Await,
                Browse,
                ClaimClientId,
                CloseConsumer,
                Commit,
                CommitBranch,
                Connect,
                CreateTemporary,
                Credit,
                DeleteTemporary,
                Disconnect,
                DropUpload,
                FetchPart,
                ForgetBranch,
                JoinBranch,
                LeaveBranch,
                OpenConsumer,
                PrepareBranch,
                PutPart,
                RecoverBranches,
                Rollback,
                RollbackBranch,
                Send,
                Settle,
                Unsubscribe,
                WasCommitted {}
