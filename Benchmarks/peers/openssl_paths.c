// Paths of certificates by OpenSSL alone, as a program that uses it would: d2i_X509, a store with the anchor, and
// X509_verify_cert at the time given. For a path that is known, all is kept but the X509_STORE_CTX, which is for one time.

#include <openssl/crypto.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdint.h>

#include "service.h"

typedef struct {
    Octets leaf, issuing, root;
} Path;

/// What is kept where authorities, or whole paths, are known.
typedef struct {
    X509_STORE *store;
    STACK_OF(X509) *untrusted;
} Authorities;

static Path *paths;
static size_t count;
static X509 **leaves;
static Authorities known;
static time_t verification_time;

static X509 *certificate(Octets der) {
    const unsigned char *next = der.octets;
    return d2i_X509(NULL, &next, (long)der.count);
}

static Authorities authorities_of(Path path) {
    Authorities made = {X509_STORE_new(), sk_X509_new_null()};
    X509 *root = certificate(path.root), *issuing = certificate(path.issuing);
    if (made.store == NULL || made.untrusted == NULL || root == NULL || issuing == NULL
        || X509_STORE_add_cert(made.store, root) != 1 || sk_X509_push(made.untrusted, issuing) != 1)
        give_up("no authorities", "openssl");
    X509_free(root);
    return made;
}

static void release(Authorities authorities) {
    X509_STORE_free(authorities.store);
    sk_X509_pop_free(authorities.untrusted, X509_free);
}

/// The error of X509_verify_cert, X509_V_OK where the path holds.
static int verify(X509 *leaf, Authorities authorities) {
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    if (context == NULL || X509_STORE_CTX_init(context, authorities.store, leaf, authorities.untrusted) != 1)
        give_up("no context", "openssl");
    X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context), verification_time);
    int error = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    return error;
}

static int verify_octets(Octets der, Authorities authorities) {
    X509 *leaf = certificate(der);
    if (leaf == NULL) return X509_V_ERR_UNSPECIFIED;
    int error = verify(leaf, authorities);
    X509_free(leaf);
    return error;
}

static int verify_new(Path path) {
    Authorities authorities = authorities_of(path);
    int error = verify_octets(path.leaf, authorities);
    release(authorities);
    return error;
}

static void load(const char *file, const char *time_text) {
    struct tm time = {0};
    if (strptime(time_text, "%Y-%m-%dT%H:%M:%SZ", &time) == NULL) give_up("no time", time_text);
    verification_time = timegm(&time);
    Octets octets = octets_of_file(file);
    const unsigned char *next = octets.octets;
    for (count = 0; next < octets.octets + octets.count; count++) {
        if (next_number(&next) != 3) give_up("not three certificates", file);
        paths = realloc(paths, (count + 1) * sizeof(Path));
        paths[count].leaf = next_octets(&next);
        paths[count].issuing = next_octets(&next);
        paths[count].root = next_octets(&next);
    }
    leaves = calloc(count, sizeof(X509 *));
    for (size_t index = 0; index < count; index++) leaves[index] = certificate(paths[index].leaf);
    known = authorities_of(paths[0]);
}

/// By each of the three ways.
static void check(void) {
    int error = leaves[0] == NULL ? X509_V_ERR_UNSPECIFIED : verify(leaves[0], known);
    if (error != verify_octets(paths[0].leaf, known) || error != verify_new(paths[0]))
        give_up("it depends on what is kept", "openssl");
    printf("{\"accepted\":%s,\"detail\":\"%s\"}\n", error == X509_V_OK ? "true" : "false",
           X509_verify_cert_error_string(error));
}

/// `what` is `known-path`, `new-leaf` or `new-chain`.
static void run(const char *what, long milliseconds, size_t first, size_t slice) {
    int is_known = strcmp(what, "known-path") == 0, is_new = strcmp(what, "new-chain") == 0;
    long done = 0, refused = 0;
    Stopwatch watch = started();
    do {
        for (size_t index = first; index < first + slice; index++, done++) {
            int error = is_known ? verify(leaves[index], known)
                : is_new         ? verify_new(paths[index])
                                 : verify_octets(paths[index].leaf, known);
            refused += error != X509_V_OK;
        }
    } while (!is_over(watch, milliseconds));
    answer_with(watch, done, refused);
}

int main(void) {
    char line[16384];
    char *words[WORDS];
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (next_request(line, sizeof line, words)) {
        if (strcmp(words[0], "version") == 0) {
            printf("{\"version\":\"%s\"}\n", OpenSSL_version(OPENSSL_VERSION));
        } else if (strcmp(words[0], "load-paths") == 0) {
            load(words[1], words[2]);
            printf("{\"documents\":%zu}\n", count);
        } else if (strcmp(words[0], "check-path") == 0) {
            load(words[1], words[2]);
            check();
        } else if (strcmp(words[0], "run-paths") == 0) {
            run(words[1], atol(words[2]), (size_t)atol(words[3]), (size_t)atol(words[4]));
        } else {
            printf("{\"error\":\"unknown request\"}\n");
        }
    }
    return 0;
}
