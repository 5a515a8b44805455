// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of records about themselves and their components, out of the Javadoc in the sources. */
final class RecordComments {

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=@param|@return|@throws|\\z)");

    private final List<Path> roots;

    RecordComments(List<Path> roots) {
        this.roots = roots;
    }

    /** What stands in front of a record, up to its first component. */
    String about(Class<?> type) {
        String comment = comment(type);
        int end = comment.indexOf("@param");
        return markdown(end < 0 ? comment : comment.substring(0, end));
    }

    /** What is said of each component. */
    Map<String, String> components(Class<?> type) {
        Map<String, String> sentences = new LinkedHashMap<>();
        Matcher matcher = PARAM.matcher(comment(type));
        while (matcher.find()) {
            sentences.put(matcher.group(1), markdown(matcher.group(2)));
        }
        return sentences;
    }

    private String comment(Class<?> type) {
        String source = source(type);
        int declared = source.indexOf("record " + type.getSimpleName() + "(");
        if (declared < 0) {
            throw new IllegalStateException(type + " is not declared as a record in its file");
        }
        Matcher matcher = COMMENT.matcher(source.substring(0, declared));
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s+", " ").trim();
    }

    private String source(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".java";
        return roots.stream()
                .map(root -> root.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(RecordComments::read)
                .orElseThrow(() -> new IllegalStateException("No source of " + type + " below " + roots));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** Inline tags as Markdown; a constant's name as it is written in the file. */
    private static String markdown(String javadoc) {
        return javadoc
                .replaceAll("; default \\{@link\\s+\\w+#DEFAULT}", "")
                .replaceAll("\\bor null\\b", "or nothing")
                .replaceAll("\\bnull \\(default\\)", "nothing (default)")
                .replaceAll("<p>|<pre>.*?</pre>|</?ul>", "")
                .replaceAll("<li>", "")
                .replaceAll("\\{@code\\s+((?:[^{}]|\\{[^{}]*})*)}", "`$1`")
                .replaceAll("\\{@value\\s+StorePolicy#DEFAULT}", "`file:ternmq-data/{name}`")
                .replaceAll("\\{@link\\s+[\\w.]*#UNLIMITED}", "-1 for no limit")
                .replaceAll("\\{@link\\s+Permission#EVERYBODY}|\\{@link\\s+#EVERYBODY}", "`*`")
                .replaceAll("\\{@link\\s+[\\w.]*#([A-Z_]+)}", "`$1`")
                .replaceAll("\\{@link\\s+[\\w.]*?(\\w+)\\.(\\w+)#(\\w+)}", "`$1.$2.$3`")
                .replaceAll("\\{@link\\s+[\\w.]*?(\\w+)(?:#(\\w+)(?:\\(\\))?)?}", "`$1`")
                .trim();
    }
}
