import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorException;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The JDK's javax.xml.crypto and Apache Santuario in process: {@code java JavaPeers} is the former,
 * {@code java JavaPeers VERSION} the latter of this version, which its archive doesn't tell.
 *
 * A request is a line of words between tabs, an answer a line of JSON; see ../comparison/programs.py.
 */
public final class JavaPeers {
    private static final String XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";

    /** Verifies one signature of a document; throws where it doesn't hold. */
    private interface Verifier {
        void verify(Element signature) throws Exception;

        String version();
    }

    private final Verifier verifier;
    private static PKIXParameters trust;
    private List<byte[]> documents = List.of();
    private int signatures = 1;

    private JavaPeers(Verifier verifier) {
        this.verifier = verifier;
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Xerces and logging frameworks print of their own; what matters is in the answers.
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        JavaPeers peer = new JavaPeers(arguments.length == 0 ? new JDK() : new Santuario(arguments[0]));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String answer;
            try {
                answer = peer.answer(line.split("\t"));
            } catch (Exception problem) {
                answer = "{\"error\":\"" + described(problem) + "\"}";
            }
            answers.println(answer);
        }
    }

    private String answer(String[] request) throws Exception {
        return switch (request[0]) {
            case "version" -> "{\"version\":\"" + verifier.version() + "\"}";
            case "trust" -> trust(Path.of(request[1]), Instant.parse(request[2]));
            case "load" -> load(Path.of(request[1]), Integer.parseInt(request[2]));
            case "check" -> check(Files.readAllBytes(Path.of(request[1])), Integer.parseInt(request[2]));
            case "run" -> run(number(request, 1), number(request, 2), number(request, 3), number(request, 4));
            default -> throw new IllegalArgumentException(request[0]);
        };
    }

    private static int number(String[] request, int index) {
        return Integer.parseInt(request[index]);
    }

    private static String described(Throwable problem) {
        return (problem.getClass().getSimpleName() + " " + problem.getMessage()).replaceAll("[\"\\\\\\p{Cntrl}]", " ");
    }

    private static String trust(Path root, Instant time) throws Exception {
        X509Certificate certificate = certificate(Files.readAllBytes(root));
        trust = new PKIXParameters(Set.of(new TrustAnchor(certificate, null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(time));
        return "{}";
    }

    private static X509Certificate certificate(byte[] octets) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets));
    }

    private String load(Path folder, int signatures) throws IOException {
        this.signatures = signatures;
        documents = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                documents.add(Files.readAllBytes(file));
                bytes += documents.get(documents.size() - 1).length;
            }
        }
        return "{\"documents\":" + documents.size() + ",\"bytes\":" + bytes + "}";
    }

    private String check(byte[] document, int signatures) {
        this.signatures = signatures;
        String objection = objection(document, builder());
        return "{\"accepted\":" + (objection == null) + ",\"detail\":\"" + (objection == null ? "" : objection) + "\"}";
    }

    private String run(int threads, int milliseconds, int first, int count) throws Exception {
        List<byte[]> slice = documents.subList(first, first + count);
        long wall = System.nanoTime();
        long processor = processorTime();
        long[] done = new long[threads];
        long[] refused = new long[threads];
        List<Thread> workers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int own = thread;
            Runnable work = () -> {
                DocumentBuilder builder = builder();
                do {
                    for (int index = own; index < slice.size(); index += threads) {
                        if (objection(slice.get(index), builder) != null) refused[own]++;
                        done[own]++;
                    }
                } while (System.nanoTime() - wall < milliseconds * 1_000_000L);
            };
            workers.add(new Thread(work));
        }
        for (Thread worker : workers) worker.start();
        for (Thread worker : workers) worker.join();
        return "{\"documents\":" + sum(done) + ",\"refused\":" + sum(refused) + ",\"wall\":" + (System.nanoTime() - wall)
            + ",\"cpu\":" + (processorTime() - processor) + "}";
    }

    private static long sum(long[] values) {
        long result = 0;
        for (long value : values) result += value;
        return result;
    }

    /** Of all threads: compilation and garbage collection are part of the price. */
    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Why a document isn't accepted; null where it is. */
    private String objection(byte[] octets, DocumentBuilder builder) {
        try {
            Document document = builder.parse(new ByteArrayInputStream(octets));
            markIdentifiers(document.getDocumentElement());
            NodeList found = document.getElementsByTagNameNS(XMLDSIG, "Signature");
            int count = found.getLength();
            if (count != signatures) return count + " signatures";
            for (int index = 0; index < count; index++) verifier.verify((Element) found.item(index));
            return null;
        } catch (Exception problem) {
            return described(problem);
        }
    }

    private static void markIdentifiers(Element root) {
        for (Node node = root; node != null; ) {
            if (node instanceof Element element && element.hasAttributeNS(null, "Id")) {
                element.setIdAttributeNS(null, "Id", true);
            }
            Node next = node.getFirstChild();
            while (next == null && node != null && node != root) {
                next = node.getNextSibling();
                if (next == null) node = node.getParentNode();
            }
            node = next;
        }
    }

    /** The key of the first certificate, once its path to the root is found good. */
    private static PublicKey trustedKey(List<X509Certificate> path) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), trust);
        return path.get(0).getPublicKey();
    }

    private static final class JDK implements Verifier {
        private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

        @Override
        public void verify(Element signature) throws Exception {
            DOMValidateContext context = new DOMValidateContext(new PathSelector(), signature);
            context.setProperty("org.jcp.xml.dsig.secureValidation", true);
            if (!FACTORY.unmarshalXMLSignature(context).validate(context)) throw new Exception("invalid");
        }

        @Override
        public String version() {
            return "javax.xml.crypto of JDK " + System.getProperty("java.version");
        }

        private static final class PathSelector extends KeySelector {
            @Override
            public KeySelectorResult select(
                KeyInfo information, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context
            ) throws KeySelectorException {
                List<X509Certificate> path = new ArrayList<>();
                for (XMLStructure structure : information.getContent()) {
                    if (!(structure instanceof X509Data data)) continue;
                    for (Object item : data.getContent()) {
                        if (item instanceof X509Certificate certificate) path.add(certificate);
                    }
                }
                try {
                    Key key = trustedKey(path);
                    return () -> key;
                } catch (Exception problem) {
                    throw new KeySelectorException(problem);
                }
            }
        }
    }

    private static final class Santuario implements Verifier {
        private final String version;

        private Santuario(String version) {
            this.version = version;
            org.apache.xml.security.Init.init();
        }

        @Override
        public void verify(Element element) throws Exception {
            var signature = new org.apache.xml.security.signature.XMLSignature(element, "", true);
            List<X509Certificate> path = new ArrayList<>();
            var information = signature.getKeyInfo();
            for (int index = 0; index < information.lengthX509Data(); index++) {
                var data = information.itemX509Data(index);
                for (int item = 0; item < data.lengthCertificate(); item++) {
                    path.add(data.itemCertificate(item).getX509Certificate());
                }
            }
            if (!signature.checkSignatureValue(trustedKey(path))) throw new Exception("invalid");
        }

        @Override
        public String version() {
            return "Santuario " + version + " on JDK " + System.getProperty("java.version");
        }
    }
}
