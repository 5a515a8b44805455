// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of a configuration file and the lines of its keys, which the source of values does not keep.
 *
 * @param name  what people call the file
 * @param text  its text; empty when it cannot be used
 * @param lines line of every path that is written, sections included, in the order of the file
 */
record YamlFile(String name, String text, Map<String, Integer> lines) {

    private static final int DEEPEST = 16;

    /** No file. */
    static YamlFile none() {
        return new YamlFile("no file", "", Map.of());
    }

    /** Reads a file; what is wrong with it goes to the findings. */
    static YamlFile read(Path file, Findings findings) {
        String name = file.toString();
        try {
            String text = Files.readString(file);
            Map<String, Integer> lines = new LinkedHashMap<>();
            if (collect(name, text, lines, findings)) {
                return new YamlFile(name, text, lines);
            }
        } catch (NoSuchFileException e) {
            findings.add(Origin.of(name), "there is no such file");
        } catch (IOException e) {
            findings.add(Origin.of(name), "cannot be read as text in UTF-8: " + e);
        }
        return new YamlFile(name, "", Map.of());
    }

    Origin origin(String path) {
        return Origin.line(name, lines.getOrDefault(path, 1));
    }

    private static boolean collect(String name, String text, Map<String, Integer> lines, Findings findings) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            findings.add(Origin.line(name, line), "this is no YAML: " + e.getProblem());
            return false;
        }
        if (root == null) {
            return true;
        }
        if (!(root instanceof MappingNode)) {
            findings.add(Origin.line(name, 1), "the file holds keys with values, as in 'name: ternmq'");
            return false;
        }
        return new Walk(name, lines, findings).into(root, "", 0);
    }

    /** Notes the line of every path. */
    private record Walk(String name, Map<String, Integer> lines, Findings findings) {

        boolean into(Node node, String path, int depth) {
            if (depth > DEEPEST) {
                findings.add(at(node), path + " is nested too deeply");
                return false;
            }
            boolean isSound = true;
            if (node instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    isSound &= entry(tuple, path, depth);
                }
            } else if (node instanceof SequenceNode sequence) {
                List<Node> elements = sequence.getValue();
                for (int i = 0; i < elements.size(); i++) {
                    String element = Names.element(path, i);
                    lines.put(element, line(elements.get(i)));
                    isSound &= into(elements.get(i), element, depth + 1);
                }
            }
            return isSound;
        }

        private boolean entry(NodeTuple tuple, String path, int depth) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                findings.add(at(tuple.getKeyNode()), "a key is a word, not a list or a section");
                return false;
            }
            String below = Names.below(path, key.getValue());
            Integer previous = lines.putIfAbsent(below, line(key));
            if (previous != null) {
                findings.add(at(key), below + " stands in line " + previous + " already");
            }
            return into(tuple.getValueNode(), below, depth + 1);
        }

        private Origin at(Node node) {
            return Origin.line(name, line(node));
        }

        private static int line(@Nullable Node node) {
            return node == null || node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
        }
    }
}
