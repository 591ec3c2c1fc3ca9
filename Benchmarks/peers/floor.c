// The part of a verification that nobody can avoid, each half measured alone: SHA-256 of the octets that are digested, and
// the verification of the signatures' values with keys and contexts that are kept.

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdint.h>

#include "service.h"

typedef struct {
    EVP_PKEY_CTX *context;
    Octets value, digest;
} Signature;

typedef struct {
    uint32_t digested_count, signature_count;
    Octets *digested;
    Signature *signatures;
} Document;

typedef struct {
    Octets public_key;
    EVP_PKEY_CTX *context;
} Key;

static Document *documents;
static size_t count;
static Key *keys;
static size_t key_count;

/// The kept context of a key, made at its first sighting.
static EVP_PKEY_CTX *context_of(Octets public_key) {
    for (size_t index = 0; index < key_count; index++) {
        Octets known = keys[index].public_key;
        if (known.count == public_key.count && memcmp(known.octets, public_key.octets, known.count) == 0)
            return keys[index].context;
    }
    const unsigned char *next = public_key.octets;
    EVP_PKEY *key = d2i_PUBKEY(NULL, &next, (long)public_key.count);
    EVP_PKEY_CTX *context = key == NULL ? NULL : EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    if (context == NULL || EVP_PKEY_verify_init(context) != 1) give_up("no key", "floor");
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA
        && (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1
            || EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) != 1))
        give_up("no padding", "floor");
    keys = realloc(keys, (key_count + 1) * sizeof(Key));
    keys[key_count++] = (Key){public_key, context};
    return context;
}

static void load(const char *path) {
    Octets file = octets_of_file(path);
    const unsigned char *next = file.octets;
    while (next < file.octets + file.count) {
        Document document = {.digested_count = next_number(&next)};
        document.signature_count = next_number(&next);
        document.digested = calloc(document.digested_count, sizeof(Octets));
        document.signatures = calloc(document.signature_count, sizeof(Signature));
        for (uint32_t index = 0; index < document.digested_count; index++)
            document.digested[index] = next_octets(&next);
        for (uint32_t index = 0; index < document.signature_count; index++) {
            EVP_PKEY_CTX *context = context_of(next_octets(&next));
            document.signatures[index] = (Signature){context, next_octets(&next), next_octets(&next)};
        }
        documents = realloc(documents, (count + 1) * sizeof(Document));
        documents[count++] = document;
    }
}

static long verify(const Document *document) {
    long refused = 0;
    for (uint32_t index = 0; index < document->signature_count; index++) {
        Signature one = document->signatures[index];
        refused += EVP_PKEY_verify(one.context, one.value.octets, one.value.count, one.digest.octets,
                                   one.digest.count) != 1;
    }
    return refused;
}

static void digest(const Document *document, EVP_MD_CTX *context) {
    unsigned char value[EVP_MAX_MD_SIZE];
    for (uint32_t index = 0; index < document->digested_count; index++) {
        Octets octets = document->digested[index];
        if (EVP_DigestInit_ex2(context, NULL, NULL) != 1
            || EVP_DigestUpdate(context, octets.octets, octets.count) != 1
            || EVP_DigestFinal_ex(context, value, NULL) != 1)
            give_up("no digest", "floor");
    }
}

/// `what` is `verify` or `digest`.
static void run(const char *what, long milliseconds, size_t first, size_t slice) {
    int verifies = strcmp(what, "verify") == 0;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_MD *method = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (context == NULL || method == NULL || EVP_DigestInit_ex2(context, method, NULL) != 1)
        give_up("no SHA-256", "floor");
    long done = 0, refused = 0;
    Stopwatch watch = started();
    do {
        for (size_t index = first; index < first + slice; index++, done++) {
            if (verifies)
                refused += verify(&documents[index]);
            else
                digest(&documents[index], context);
        }
    } while (!is_over(watch, milliseconds));
    answer_with(watch, done, refused);
    EVP_MD_free(method);
    EVP_MD_CTX_free(context);
}

int main(void) {
    char line[16384];
    char *words[WORDS];
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (next_request(line, sizeof line, words)) {
        if (strcmp(words[0], "version") == 0) {
            printf("{\"version\":\"%s\"}\n", OpenSSL_version(OPENSSL_VERSION));
        } else if (strcmp(words[0], "load") == 0) {
            load(words[1]);
            printf("{\"documents\":%zu}\n", count);
        } else if (strcmp(words[0], "run") == 0) {
            run(words[1], atol(words[2]), (size_t)atol(words[3]), (size_t)atol(words[4]));
        } else {
            printf("{\"error\":\"unknown request\"}\n");
        }
    }
    return 0;
}
