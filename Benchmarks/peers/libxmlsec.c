// libxmlsec1 in process, and libxml2's canonicalization, as a C program would use them in a loop.
//
// The root alone is trusted; the certificates in X509Data help to build the path, which is checked at the time given.
// Nothing but X509Data may give a key. A keys manager for each thread, as libxmlsec1 asks.

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <openssl/crypto.h>
#include <pthread.h>
#include <xmlsec/app.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

#include "service.h"

static char root_path[4096];
static time_t verification_time;
static long expected_signatures = 1;
static Octets *documents;

static xmlSecKeysMngrPtr keys_manager(void) {
    xmlSecKeysMngrPtr manager = xmlSecKeysMngrCreate();
    if (manager == NULL || xmlSecCryptoAppDefaultKeysMngrInit(manager) < 0) give_up("no keys manager", "libxmlsec1");
    if (xmlSecCryptoAppKeysMngrCertLoad(manager, root_path, xmlSecKeyDataFormatPem, xmlSecKeyDataTypeTrusted) < 0)
        give_up("can't trust", root_path);
    return manager;
}

static int holds(xmlSecKeysMngrPtr manager, xmlNodePtr signature) {
    xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(manager);
    if (context == NULL) return 0;
    context->keyInfoReadCtx.certsVerificationTime = verification_time;
    xmlSecPtrListAdd(&context->keyInfoReadCtx.enabledKeyData, (xmlSecPtr)xmlSecKeyDataX509Id);
    context->enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
    int result = xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded;
    xmlSecDSigCtxDestroy(context);
    return result;
}

/// Verifies each signature in a subtree; counts those that hold, -1 where one doesn't.
static long verified_below(xmlSecKeysMngrPtr manager, xmlNodePtr root) {
    long count = 0;
    for (xmlNodePtr node = root; node != NULL;) {
        int is_signature = xmlSecCheckNodeName(node, xmlSecNodeSignature, xmlSecDSigNs);
        if (is_signature) {
            if (!holds(manager, node)) return -1;
            count++;
        }
        if (!is_signature && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != root && node->next == NULL) node = node->parent;
        node = node == root ? NULL : node->next;
    }
    return count;
}

static int is_accepted(xmlSecKeysMngrPtr manager, Octets document) {
    static const xmlChar *identifiers[] = {BAD_CAST "Id", NULL};
    xmlDocPtr tree = xmlReadMemory((const char *)document.octets, (int)document.count, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_HUGE);
    if (tree == NULL) return 0;
    xmlNodePtr root = xmlDocGetRootElement(tree);
    xmlSecAddIDs(tree, root, identifiers);
    int result = verified_below(manager, root) == expected_signatures;
    xmlFreeDoc(tree);
    return result;
}

typedef struct {
    size_t first, end, step;
    long milliseconds, done, refused;
    Stopwatch watch;
    xmlSecKeysMngrPtr manager;
} Part;

static void *verify_part(void *argument) {
    Part *part = argument;
    do {
        for (size_t index = part->first; index < part->end; index += part->step) {
            part->refused += !is_accepted(part->manager, documents[index]);
            part->done++;
        }
    } while (!is_over(part->watch, part->milliseconds));
    return NULL;
}

/// Keys managers are kept from run to run, as by a server.
static xmlSecKeysMngrPtr kept_manager(long thread) {
    static xmlSecKeysMngrPtr managers[16];
    if (managers[thread] == NULL) managers[thread] = keys_manager();
    return managers[thread];
}

static void run(long threads, long milliseconds, size_t first, size_t count) {
    Part parts[16];
    pthread_t handles[16];
    long done = 0, refused = 0;
    if (threads < 1 || threads > 16) give_up("1 to 16 threads", "run");
    for (long thread = 0; thread < threads; thread++) kept_manager(thread);
    Stopwatch watch = started();
    for (long thread = 0; thread < threads; thread++) {
        parts[thread] = (Part){.first = first + (size_t)thread, .end = first + count, .step = (size_t)threads,
                               .milliseconds = milliseconds, .watch = watch, .manager = kept_manager(thread)};
        if (thread > 0) pthread_create(&handles[thread], NULL, verify_part, &parts[thread]);
    }
    verify_part(&parts[0]);
    for (long thread = 0; thread < threads; thread++) {
        if (thread > 0) pthread_join(handles[thread], NULL);
        done += parts[thread].done;
        refused += parts[thread].refused;
    }
    answer_with(watch, done, refused);
}

static int discard(void *context, const char *octets, int count) {
    (void)context, (void)octets;
    return count;
}

/// From octets through libxml2's tree to canonical octets.
static void canonicalize(Octets document, int mode, xmlOutputBufferPtr output) {
    xmlDocPtr tree = xmlReadMemory((const char *)document.octets, (int)document.count, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT);
    if (tree == NULL || xmlC14NExecute(tree, NULL, NULL, mode, NULL, 0, output) < 0)
        give_up("no canonical form", "libxml2");
    xmlFreeDoc(tree);
}

static int mode_of(const char *method) {
    if (strcmp(method, "http://www.w3.org/2001/10/xml-exc-c14n#") == 0) return XML_C14N_EXCLUSIVE_1_0;
    if (strcmp(method, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315") == 0) return XML_C14N_1_0;
    if (strcmp(method, "http://www.w3.org/2006/12/xml-c14n11") == 0) return XML_C14N_1_1;
    give_up("unknown method", method);
    return -1;
}

static void measure_canonicalization(int mode, long milliseconds, size_t count, const char *path) {
    xmlOutputBufferPtr file = xmlOutputBufferCreateFilename(path, NULL, 0);
    if (file == NULL) give_up("can't write", path);
    canonicalize(documents[0], mode, file);
    xmlOutputBufferClose(file);
    long done = 0;
    Stopwatch watch = started();
    do {
        for (size_t index = 0; index < count; index++, done++) {
            xmlOutputBufferPtr output = xmlOutputBufferCreateIO(discard, NULL, NULL, NULL);
            canonicalize(documents[index], mode, output);
            xmlOutputBufferClose(output);
        }
    } while (!is_over(watch, milliseconds));
    answer_with(watch, done, 0);
}

int main(void) {
    char line[16384];
    char *words[WORDS];
    size_t count = 0;
    LIBXML_TEST_VERSION
    xmlInitParser();
    if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 || xmlSecCryptoInit() < 0) give_up("no start", "libxmlsec1");
    xmlSecErrorsSetCallback(NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (next_request(line, sizeof line, words)) {
        if (strcmp(words[0], "version") == 0) {
            printf("{\"version\":\"libxmlsec1 %s, libxml2 %s, %s\"}\n", XMLSEC_VERSION, LIBXML_DOTTED_VERSION,
                   OpenSSL_version(OPENSSL_VERSION));
        } else if (strcmp(words[0], "trust") == 0) {
            struct tm time = {0};
            snprintf(root_path, sizeof root_path, "%s", words[1]);
            if (strptime(words[2], "%Y-%m-%dT%H:%M:%SZ", &time) == NULL) give_up("no time", words[2]);
            verification_time = timegm(&time);
            printf("{}\n");
        } else if (strcmp(words[0], "load") == 0) {
            count = octets_of_folder(words[1], &documents);
            expected_signatures = atol(words[2]);
            size_t bytes = 0;
            for (size_t index = 0; index < count; index++) bytes += documents[index].count;
            printf("{\"documents\":%zu,\"bytes\":%zu}\n", count, bytes);
        } else if (strcmp(words[0], "check") == 0) {
            Octets document = octets_of_file(words[1]);
            expected_signatures = atol(words[2]);
            printf("{\"accepted\":%s,\"detail\":\"\"}\n", is_accepted(kept_manager(0), document) ? "true" : "false");
            free(document.octets);
        } else if (strcmp(words[0], "run") == 0) {
            run(atol(words[1]), atol(words[2]), (size_t)atol(words[3]), (size_t)atol(words[4]));
        } else if (strcmp(words[0], "canonical") == 0) {
            measure_canonicalization(mode_of(words[1]), atol(words[2]), count, words[3]);
        } else {
            printf("{\"error\":\"unknown request\"}\n");
        }
    }
    return 0;
}
