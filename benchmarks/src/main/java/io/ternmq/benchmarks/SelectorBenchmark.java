// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.selector.Selector;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Selectors evaluated and parsed per second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SelectorBenchmark {

    /** The selector. */
    @Param({"magnitude >= 4.5 AND region = 'ak'", "place LIKE '%of %Alaska' OR depth BETWEEN 10 AND 20"})
    private String text;

    private Selector selector;
    private FrozenMessage message;

    /** Parses the selector and makes a message. */
    @Setup
    public void prepare() {
        selector = Selector.parse(text);
        message = FrozenMessage.to(Address.topic("quake"), new MessageId("benchmark", 1))
                .properties(PropertyMap.wrap(
                        Map.of("magnitude", 5.1, "region", "ak", "depth", 33.0, "place", "12km NW of Anchor, Alaska")))
                .build();
    }

    /** One message. */
    @Benchmark
    public boolean evaluate() {
        return selector.matches(message);
    }

    /** One text. */
    @Benchmark
    public Selector parse() {
        return Selector.parse(text);
    }
}
