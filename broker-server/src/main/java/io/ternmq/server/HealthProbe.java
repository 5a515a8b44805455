// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Asks a URL and ends with 0 when it answers 200, else with 1: for containers that bring nothing else to ask with. */
public final class HealthProbe {

    private static final int LONGEST_WAIT_MILLIS = (int) TimeUnit.SECONDS.toMillis(3);

    private HealthProbe() {}

    /** Asks the URL that the first argument is. */
    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 && isWell(URI.create(arguments[0])) ? 0 : 1);
    }

    /** Whether a URL answers 200 within three seconds. */
    static boolean isWell(URI target) {
        try {
            HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
            connection.setConnectTimeout(LONGEST_WAIT_MILLIS);
            connection.setReadTimeout(LONGEST_WAIT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException | IllegalArgumentException e) {
            return false; // whoever asks wants to know whether, and the broker's log says why
        }
    }
}
