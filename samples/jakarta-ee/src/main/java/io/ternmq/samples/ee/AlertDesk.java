// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

// tag::listener[]
/** Listens without being a message-driven bean. The alert and its row are one transaction, too. */
@ApplicationScoped
public class AlertDesk {

    @Inject
    private Ledger ledger;

    /** An alert of {@link Archive}. */
    @TopicListener("alerts")
    @DurableSubscription
    @Shared
    @SubscriptionName("desk")
    @Transactional
    public void alert(Report report) {
        ledger.alert(report);
    }
}
// end::listener[]
