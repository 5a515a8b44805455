// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.pattern.request.RequestRefusedException;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

// tag::server[]
/** Answers what {@link Seismologist} asks: implementing the interface is all that it takes. */
@ApplicationScoped
public class Catalogue implements Seismologist {

    private final List<Quake> quakes = QuakeFile.load();

    @Override
    public Quake strongest(Question question) {
        return quakes.stream()
                .filter(quake -> quake.network().equals(question.network()))
                .max(Quake.BY_STRENGTH)
                .orElseThrow(() -> new RequestRefusedException(
                        "NO_SUCH_NETWORK", "No report has come from " + question.network()));
    }
    // end::server[]

    /** The week. */
    List<Quake> all() {
        return quakes;
    }
}
