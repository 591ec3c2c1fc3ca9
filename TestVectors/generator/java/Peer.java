import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.Data;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.URIReference;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dom.DOMCryptoContext;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dom.DOMURIReference;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The JDK's javax.xml.crypto and PKIX as a peer: signs, verifies, canonicalizes, builds paths.
 *
 * One request: lines "name base64", ended by the line "end". One answer: "ok base64" or "error base64".
 */
public final class Peer {
    private static final XMLSignatureFactory SIGNATURES = XMLSignatureFactory.getInstance("DOM");
    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    private static final List<String> ID_NAMES = List.of("Id", "ID", "id");

    private final Map<String, List<byte[]>> fields = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        // Xerces prints stack traces of its own; what matters is in the answers.
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Peer peer = new Peer();
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            if (!line.equals("end")) {
                String[] parts = line.split(" ", 2);
                byte[] value = Base64.getDecoder().decode(parts[1]);
                peer.fields.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(value);
                continue;
            }
            try {
                answers.println("ok " + Base64.getEncoder().encodeToString(peer.answer()));
            } catch (Exception | StackOverflowError problem) {
                String text = describe(problem);
                answers.println("error " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            }
            peer.fields.clear();
        }
    }

    private static String describe(Throwable problem) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            text.append(text.length() == 0 ? "" : ": ").append(cause.getClass().getSimpleName());
            text.append(" ").append(cause.getMessage());
        }
        return text.toString();
    }

    private byte[] answer() throws Exception {
        return switch (text("request")) {
            case "version" -> System.getProperty("java.version").getBytes(StandardCharsets.UTF_8);
            case "sign" -> sign();
            case "fill" -> fill();
            case "verify" -> verify().getBytes(StandardCharsets.UTF_8);
            case "canonicalize" -> canonicalize();
            case "parse" -> parse();
            case "path" -> path().getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException(text("request"));
        };
    }

    private byte[] octets(String name) {
        return fields.get(name).get(0);
    }

    private String text(String name) {
        return fields.containsKey(name) ? new String(octets(name), StandardCharsets.UTF_8) : null;
    }

    private List<String> texts(String name) {
        return fields.getOrDefault(name, List.of()).stream().map(value -> new String(value, StandardCharsets.UTF_8)).toList();
    }

    private static DocumentBuilder builder() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        // The default one writes to standard error.
        builder.setErrorHandler(new DefaultHandler());
        return builder;
    }

    /** Declares every attribute of these names as an ID, in the tree and in the context, and `xml:id`. */
    private static void declareIDs(Node node, DOMCryptoContext context, List<String> names) {
        if (node instanceof Element element) {
            NamedNodeMap attributes = element.getAttributes();
            for (int index = 0; index < attributes.getLength(); index++) {
                Attr attribute = (Attr) attributes.item(index);
                String namespace = attribute.getNamespaceURI();
                String name = attribute.getLocalName();
                String expanded = namespace == null ? name : "{" + namespace + "}" + name;
                boolean isXMLID = XML_NAMESPACE.equals(namespace) && "id".equals(name);
                if (names.contains(expanded) || isXMLID) {
                    element.setIdAttributeNode(attribute, true);
                    context.setIdAttributeNS(element, namespace, name);
                }
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            declareIDs(child, context, names);
        }
    }

    // MARK: Signing

    private byte[] sign() throws Exception {
        // Without a document the signature is the root of a new one.
        boolean isEnveloping = !fields.containsKey("document");
        Document document =
            isEnveloping ? builder().newDocument() : builder().parse(new ByteArrayInputStream(octets("document")));
        Node place = isEnveloping ? null : findPlace(document);
        Node parent = isEnveloping ? document : place.getParentNode();
        Node next = isEnveloping ? null : place.getNextSibling();
        if (place != null) {
            parent.removeChild(place);
        }
        DOMSignContext context =
            next == null ? new DOMSignContext(signingKey(), parent) : new DOMSignContext(signingKey(), parent, next);
        String prefix = text("prefix");
        context.setDefaultNamespacePrefix(prefix.isEmpty() ? null : prefix);
        declareIDs(document, context, ID_NAMES);
        List<XMLObject> objects = new ArrayList<>();
        for (String fragment : texts("object")) {
            objects.add(object(fragment, document, context));
        }
        List<Reference> references = new ArrayList<>();
        for (String line : texts("reference")) {
            references.add(reference(line));
        }
        SignedInfo signedInfo = SIGNATURES.newSignedInfo(
            SIGNATURES.newCanonicalizationMethod(
                text("canonicalization"), (C14NMethodParameterSpec) prefixes(text("prefixes"))),
            SIGNATURES.newSignatureMethod(text("method"), (SignatureMethodParameterSpec) null),
            references);
        XMLSignature signature = SIGNATURES.newXMLSignature(signedInfo, keyInfo(), objects, text("id"), text("valueId"));
        context.setURIDereferencer(dereferencer());
        signature.sign(context);
        Node made = next == null ? parent.getLastChild() : next.getPreviousSibling();
        return written(made);
    }

    /** Reads the signature behind the place as markup, and signs what it read in its stead. */
    private byte[] fill() throws Exception {
        Document document = builder().parse(new ByteArrayInputStream(octets("document")));
        Node place = findPlace(document);
        Node template = place.getNextSibling();
        Node parent = template.getParentNode();
        Node next = template.getNextSibling();
        parent.removeChild(place);
        DOMValidateContext reading = new DOMValidateContext(KeySelector.singletonKeySelector(unusedKey()), template);
        reading.setProperty("org.jcp.xml.dsig.secureValidation", false);
        declareIDs(document, reading, ID_NAMES);
        XMLSignature signature = SIGNATURES.unmarshalXMLSignature(reading);
        parent.removeChild(template);
        DOMSignContext context =
            next == null ? new DOMSignContext(signingKey(), parent) : new DOMSignContext(signingKey(), parent, next);
        String prefix = text("prefix");
        context.setDefaultNamespacePrefix(prefix.isEmpty() ? null : prefix);
        context.setProperty("org.jcp.xml.dsig.secureValidation", false);
        declareIDs(document, context, ID_NAMES);
        context.setURIDereferencer(dereferencer());
        signature.sign(context);
        return written(next == null ? parent.getLastChild() : next.getPreviousSibling());
    }

    private static Key unusedKey() {
        return new SecretKeySpec(new byte[1], "HMAC");
    }

    /** What a reference without a URI, or one to what the request brings along, stands for. */
    private URIDereferencer dereferencer() {
        List<String> names = texts("detachedURI");
        List<byte[]> contents = fields.getOrDefault("detached", List.of());
        URIDereferencer usual = SIGNATURES.getURIDereferencer();
        return (reference, context) -> {
            int index = reference.getURI() == null ? -1 : names.indexOf(reference.getURI());
            if (index >= 0) {
                return new OctetStreamData(new ByteArrayInputStream(contents.get(index)));
            }
            return usual.dereference(reference.getURI() == null ? whole((DOMURIReference) reference) : reference, context);
        };
    }

    private static URIReference whole(DOMURIReference reference) {
        return new DOMURIReference() {
            @Override
            public Node getHere() {
                return reference.getHere();
            }

            @Override
            public String getURI() {
                return "";
            }

            @Override
            public String getType() {
                return reference.getType();
            }
        };
    }

    private static Node findPlace(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE && child.getNodeName().equals("sign-here")) {
                return child;
            }
            Node found = findPlace(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Key signingKey() throws Exception {
        String family = text("family");
        return family.equals("HMAC")
            ? new SecretKeySpec(octets("key"), "HMAC")
            : KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(octets("key")));
    }

    private static ExcC14NParameterSpec prefixes(String list) {
        return list == null ? null : new ExcC14NParameterSpec(List.of(list.split(" ")));
    }

    /** A reference: URI, type, digest method and transforms ("algorithm" or "algorithm|prefixes"), split by tabs. */
    private static Reference reference(String line) throws Exception {
        String[] parts = line.split("\t", -1);
        List<Transform> transforms = new ArrayList<>();
        for (int index = 3; index < parts.length; index++) {
            String[] transform = parts[index].split("\\|");
            TransformParameterSpec parameters = prefixes(transform.length > 1 ? transform[1] : null);
            transforms.add(SIGNATURES.newTransform(transform[0], parameters));
        }
        return SIGNATURES.newReference(
            parts[0], SIGNATURES.newDigestMethod(parts[2], null), transforms.isEmpty() ? null : transforms,
            parts[1].isEmpty() ? null : parts[1], null);
    }

    private static XMLObject object(String fragment, Document document, DOMCryptoContext context) throws Exception {
        Element element = builder().parse(new InputSource(new StringReader(fragment))).getDocumentElement();
        List<XMLStructure> content = new ArrayList<>();
        NodeList children = element.getChildNodes();
        for (int index = 0; index < children.getLength(); index++) {
            Node child = document.importNode(children.item(index), true);
            declareIDs(child, context, ID_NAMES);
            content.add(new DOMStructure(child));
        }
        String identifier = element.hasAttribute("Id") ? element.getAttribute("Id") : null;
        return SIGNATURES.newXMLObject(content, identifier, null, null);
    }

    private KeyInfo keyInfo() throws Exception {
        KeyInfoFactory factory = SIGNATURES.getKeyInfoFactory();
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        List<XMLStructure> content = new ArrayList<>();
        if (fields.containsKey("keyValue")) {
            content.add(factory.newKeyValue(publicKey(octets("keyValue"), text("family"))));
        }
        List<Object> data = new ArrayList<>(texts("subject"));
        for (byte[] certificate : fields.getOrDefault("certificate", List.of())) {
            data.add(certificates.generateCertificate(new ByteArrayInputStream(certificate)));
        }
        if (!data.isEmpty()) {
            content.add(factory.newX509Data(data));
        }
        return content.isEmpty() ? null : factory.newKeyInfo(content);
    }

    private static PublicKey publicKey(byte[] subjectPublicKeyInfo, String family) throws Exception {
        return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
    }

    private static byte[] written(Node node) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter writer = new StringWriter();
        transformer.transform(new DOMSource(node), new StreamResult(writer));
        return writer.toString().getBytes(StandardCharsets.UTF_8);
    }

    // MARK: Verifying

    private String verify() throws Exception {
        Document document = builder().parse(new ByteArrayInputStream(octets("document")));
        int index = Integer.parseInt(text("index"));
        Node node = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(index);
        String family = text("family");
        Key key = family.equals("HMAC") ? new SecretKeySpec(octets("key"), "HMAC") : publicKey(octets("key"), family);
        DOMValidateContext context = new DOMValidateContext(KeySelector.singletonKeySelector(key), node);
        context.setProperty("org.jcp.xml.dsig.secureValidation", text("secure").equals("true"));
        declareIDs(document, context, texts("idName"));
        context.setURIDereferencer(dereferencer());
        XMLSignature signature = SIGNATURES.unmarshalXMLSignature(context);
        if (signature.validate(context)) {
            return "valid";
        }
        StringBuilder reasons = new StringBuilder("invalid");
        reasons.append(signature.getSignatureValue().validate(context) ? "" : " value");
        for (Object reference : signature.getSignedInfo().getReferences()) {
            boolean holds = ((Reference) reference).validate(context);
            reasons.append(holds ? "" : " reference:" + ((Reference) reference).getURI());
        }
        return reasons.toString();
    }

    private byte[] canonicalize() throws Exception {
        TransformService method = TransformService.getInstance(text("method"), "DOM");
        Data input = new OctetStreamData(new ByteArrayInputStream(octets("document")));
        if (fields.containsKey("prefixes")) {
            // The JDK reads a PrefixList from markup only, and looks at it for node sets only.
            String list = "<t xmlns:ec='" + CanonicalizationMethod.EXCLUSIVE + "'><ec:InclusiveNamespaces PrefixList='"
                + text("prefixes") + "'/></t>";
            Element markup = builder().parse(new InputSource(new StringReader(list))).getDocumentElement();
            method.init(new DOMStructure(markup), null);
            Set<Node> nodes = new LinkedHashSet<>();
            collect(builder().parse(new ByteArrayInputStream(octets("document"))), nodes);
            input = (NodeSetData<Node>) nodes::iterator;
        }
        OctetStreamData result = (OctetStreamData) method.transform(input, null);
        return result.getOctetStream().readAllBytes();
    }

    private static void collect(Node node, Set<Node> nodes) {
        nodes.add(node);
        NamedNodeMap attributes = node.getAttributes();
        for (int index = 0; attributes != null && index < attributes.getLength(); index++) {
            nodes.add(attributes.item(index));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, nodes);
        }
    }

    private byte[] parse() throws Exception {
        builder().parse(new ByteArrayInputStream(octets("document")));
        return new byte[0];
    }

    // MARK: Paths

    private String path() throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509CertSelector target = new X509CertSelector();
        X509Certificate leaf =
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets("certificate")));
        target.setCertificate(leaf);
        X509Certificate anchor =
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets("anchor")));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor, null)), target);
        List<Object> pool = new ArrayList<>(List.of(leaf));
        for (byte[] certificate : fields.getOrDefault("untrusted", List.of())) {
            pool.add(factory.generateCertificate(new ByteArrayInputStream(certificate)));
        }
        for (byte[] list : fields.getOrDefault("crl", List.of())) {
            pool.add(factory.generateCRL(new ByteArrayInputStream(list)));
        }
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
        parameters.setDate(Date.from(Instant.parse(text("time"))));
        parameters.setRevocationEnabled(text("revocation").equals("true"));
        CertPathBuilder.getInstance("PKIX").build(parameters);
        return "valid";
    }
}
