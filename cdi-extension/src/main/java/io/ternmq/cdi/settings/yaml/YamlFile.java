// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings.yaml;

import io.ternmq.cdi.settings.FileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML as text: nodes are taken as they are written and no object is made of them, so that {@code 010} stays
 * what it is and no tag means anything. Sections are joined by dots, the elements of a list by commas.
 */
public final class YamlFile implements FileReader {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 30;

    /** By name. */
    public YamlFile() {}

    @Override
    public Map<String, String> read(InputStream in) throws IOException {
        Map<String, String> values = new HashMap<>();
        try {
            Node root = new Yaml(new SafeConstructor(limits()))
                    .compose(new InputStreamReader(in, StandardCharsets.UTF_8));
            if (root instanceof MappingNode sections) {
                collect("", sections, values);
            } else if (root != null) {
                throw new IllegalArgumentException("it is no section with keys" + place(root));
            }
        } catch (MarkedYAMLException e) {
            // Without the piece of the file that the library shows: it may be a password.
            throw new IllegalArgumentException(e.getProblem() + ", in line " + (e.getProblemMark().getLine() + 1));
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return values;
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(0);
        return limits;
    }

    private static void collect(String prefix, MappingNode section, Map<String, String> values) {
        for (NodeTuple each : section.getValue()) {
            if (!(each.getKeyNode() instanceof ScalarNode key)) {
                throw new IllegalArgumentException("a key is no word" + place(each.getKeyNode()));
            }
            String path = prefix + key.getValue();
            if (each.getValueNode() instanceof MappingNode inner) {
                collect(path + '.', inner, values);
            } else if (values.put(path, text(path, each.getValueNode())) != null) {
                throw new IllegalArgumentException("'" + path + "' is there twice" + place(key));
            }
        }
    }

    private static String text(String path, Node node) {
        if (node instanceof ScalarNode scalar) {
            return isNothing(scalar) ? "" : scalar.getValue();
        }
        StringJoiner list = new StringJoiner(",");
        for (Node each : ((SequenceNode) node).getValue()) {
            if (!(each instanceof ScalarNode scalar)) {
                throw new IllegalArgumentException("'" + path + "' is a list of more than words" + place(each));
            }
            list.add(scalar.getValue());
        }
        return list.toString();
    }

    private static boolean isNothing(ScalarNode scalar) {
        return scalar.isPlain() && (scalar.getValue().equals("null") || scalar.getValue().equals("~"));
    }

    private static String place(Node node) {
        return ", in line " + (node.getStartMark().getLine() + 1);
    }
}
