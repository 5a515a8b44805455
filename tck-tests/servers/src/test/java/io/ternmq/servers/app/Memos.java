// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Listens to the broker inside the server that the second adapter has, and writes to the database in the same
 * transaction. Throws up at what begins with "poison".
 */
@MessageDriven(
        name = "Memos",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "memos")
        })
public class Memos implements MessageListener {

    @Inject
    private Notebook notebook;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @Override
    public void onMessage(Message message) {
        String text = Orders.text(message);
        notebook.note("memos", text);
        if (text.startsWith("poison")) {
            throw new EJBException("Nobody can take " + text);
        }
        ledger.write(text);
    }
}
