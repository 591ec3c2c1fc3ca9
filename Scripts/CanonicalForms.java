//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//


import com.sun.org.apache.xml.internal.security.Init;
import com.sun.org.apache.xml.internal.security.c14n.Canonicalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Asks the JDK about cases in which libxml2's canonical form is not ours.
 *
 * <p>Usage: CanonicalForms FOLDER. Each case there is NAME.xml, NAME.case (a line each: method, PrefixList, kind of node
 * set, numbers of its nodes, listed deviations), NAME.ours and, unless libxml2 failed, NAME.libxml2. Fails where the JDK
 * has libxml2's octets.
 */
public final class CanonicalForms {
    public static void main(String[] arguments) throws Exception {
        Init.init();
        Map<String, int[]> answers = new TreeMap<>();
        List<String> contradictions = new ArrayList<>();
        try (DirectoryStream<Path> cases = Files.newDirectoryStream(Path.of(arguments[0]), "*.case")) {
            for (Path file : cases) {
                List<String> lines = Files.readAllLines(file);
                String deviations = lines.get(4);
                if (lines.get(2).equals("axes")) deviations += " (no such node sets in the JDK)";
                int[] counts = answers.computeIfAbsent(deviations, key -> new int[3]);
                String base = file.toString().replaceAll("\\.case$", "");
                byte[] answer = lines.get(2).equals("axes") ? null : answer(Path.of(base + ".xml"), lines);
                Path theirs = Path.of(base + ".libxml2");
                if (Arrays.equals(answer, read(Path.of(base + ".ours")))) {
                    counts[0]++;
                } else if (answer != null && Files.exists(theirs) && Arrays.equals(answer, read(theirs))) {
                    counts[1]++;
                    if (!deviations.contains("the JDK too")) contradictions.add(file.getFileName() + ": " + deviations);
                } else {
                    counts[2]++;
                }
            }
        }
        System.out.println("the JDK agrees with us / with libxml2 / with neither, or fails:");
        answers.forEach((key, counts) ->
            System.out.printf("%6d %6d %6d  %s%n", counts[0], counts[1], counts[2], key));
        contradictions.forEach(line -> System.out.println("the JDK sides with libxml2: " + line));
        System.exit(contradictions.isEmpty() ? 0 : 1);
    }

    /** Null where the JDK fails: it has faults of its own, such as an exception on some values of xml:base. */
    private static byte[] answer(Path file, List<String> lines) {
        try {
            return canonicalForm(file, lines);
        } catch (Exception failure) {
            return null;
        }
    }

    private static byte[] canonicalForm(Path file, List<String> lines) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        Document document =
            factory.newDocumentBuilder().parse(new ByteArrayInputStream(read(file)));
        Canonicalizer canonicalizer = Canonicalizer.getInstance(lines.get(0));
        String prefixes = lines.get(1);
        boolean hasPrefixes = lines.get(0).contains("exc-c14n") && !prefixes.isEmpty();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        if (lines.get(2).equals("document")) {
            if (hasPrefixes) canonicalizer.canonicalizeSubtree(document, prefixes, output);
            else canonicalizer.canonicalizeSubtree(document, output);
            return output.toByteArray();
        }
        Set<Integer> numbers = new HashSet<>();
        for (String number : lines.get(3).split(" ")) if (!number.isEmpty()) numbers.add(Integer.valueOf(number));
        Set<Node> nodes = new HashSet<>();
        select(document, numbers, new int[] {0}, nodes);
        if (hasPrefixes) canonicalizer.canonicalizeXPathNodeSet(nodes, prefixes, output);
        else canonicalizer.canonicalizeXPathNodeSet(nodes, output);
        return output.toByteArray();
    }

    /**
     * A file whose characters U+1040x are U+D7Ax: the JDK has the names of the fourth edition of XML, without the
     * supplementary planes. The order among the names of generated documents stays.
     */
    private static byte[] read(Path file) throws Exception {
        String text = Files.readString(file).replace("&#x1040", "&#xD7A");
        for (int last = 0; last < 3; last++) {
            text = text.replace(Character.toString(0x10400 + last), Character.toString(0xD7A0 + last));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Nodes are numbered in document order; attributes go with their elements. */
    private static void select(Node node, Set<Integer> numbers, int[] next, Set<Node> nodes) {
        boolean isSelected = numbers.contains(next[0]++);
        if (isSelected) nodes.add(node);
        NamedNodeMap attributes = node.getAttributes();
        if (isSelected && attributes != null) {
            for (int index = 0; index < attributes.getLength(); index++) nodes.add(attributes.item(index));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            select(child, numbers, next, nodes);
        }
    }
}
