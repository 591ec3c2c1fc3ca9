//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// OpenSSL reads the key of a certificate with the certificate, whether somebody needs it or not, and version 3.0 sets all
// its decoders up for each key anew: four fifths of the time that reading a certificate takes. Here nobody needs it.
// Signatures are verified with keys that the Swift side reads, and the check of a path asks a certificate's key for its
// kind, and one on a curve for how the curve was written. So there is a provider that knows kinds of keys, and no
// cryptography.

#include "x509_unread_keys.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/core_object.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/provider.h>

#include <string.h>

// A kind is its name, and a key no more than its kind: all keys of a kind are one.
static const char rsa[] = "RSA";
static const char ec[] = "EC";

// MARK: - Keys

/// `reference` is what `decode` gave away.
static void *load_key(const void *reference, size_t count) {
    const char *kind = NULL;
    if (count == sizeof kind) memcpy(&kind, reference, sizeof kind);
    return (void *)kind;
}

static void free_key(void *key) {
    (void)key;
}

/// Nothing is missing that would have to be taken from another certificate. The Swift side has seen to that.
static int has_all(const void *key, int selection) {
    (void)key;
    (void)selection;
    return 1;
}

/// The curve is a named one: the Swift side takes no other.
static int get_parameters(void *key, OSSL_PARAM *parameters) {
    (void)key;
    OSSL_PARAM *is_explicit = OSSL_PARAM_locate(parameters, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS);
    return is_explicit == NULL || OSSL_PARAM_set_int(is_explicit, 0) == 1;
}

static const OSSL_PARAM *gettable_parameters(void *provider) {
    (void)provider;
    static const OSSL_PARAM gettable[] = {
        OSSL_PARAM_int(OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, NULL),
        OSSL_PARAM_END,
    };
    return gettable;
}

static const OSSL_DISPATCH key_functions[] = {
    {OSSL_FUNC_KEYMGMT_LOAD, (void (*)(void))load_key},
    {OSSL_FUNC_KEYMGMT_FREE, (void (*)(void))free_key},
    {OSSL_FUNC_KEYMGMT_HAS, (void (*)(void))has_all},
    {OSSL_FUNC_KEYMGMT_GET_PARAMS, (void (*)(void))get_parameters},
    {OSSL_FUNC_KEYMGMT_GETTABLE_PARAMS, (void (*)(void))gettable_parameters},
    {0, NULL},
};

// The names of OpenSSL's own providers, by which it finds what belongs to the algorithm of a key.
static const OSSL_ALGORITHM keys[] = {
    {"RSA:rsaEncryption:1.2.840.113549.1.1.1", "provider=unread", key_functions, NULL},
    {"EC:id-ecPublicKey:1.2.840.10045.2.1", "provider=unread", key_functions, NULL},
    {NULL, NULL, NULL, NULL},
};

// MARK: - Decoders

static OSSL_FUNC_BIO_read_ex_fn *read_octets = NULL;

static void *new_rsa_decoder(void *provider) {
    (void)provider;
    return (void *)rsa;
}

static void *new_ec_decoder(void *provider) {
    (void)provider;
    return (void *)ec;
}

static void free_decoder(void *decoder) {
    (void)decoder;
}

static int decode(void *decoder, OSSL_CORE_BIO *input, int selection, OSSL_CALLBACK *take, void *taker,
                  OSSL_PASSPHRASE_CALLBACK *passphrase, void *passphrase_argument) {
    (void)selection;
    (void)passphrase;
    (void)passphrase_argument;
    // What is left over would be an error of the certificate.
    unsigned char octets[1024];
    size_t count = 0;
    while (read_octets(input, octets, sizeof octets, &count) == 1 && count != 0) continue;
    int type = OSSL_OBJECT_PKEY;
    OSSL_PARAM key[] = {
        OSSL_PARAM_construct_int(OSSL_OBJECT_PARAM_TYPE, &type),
        OSSL_PARAM_construct_utf8_string(OSSL_OBJECT_PARAM_DATA_TYPE, decoder, 0),
        OSSL_PARAM_construct_octet_string(OSSL_OBJECT_PARAM_REFERENCE, &decoder, sizeof decoder),
        OSSL_PARAM_construct_end(),
    };
    return take(key, taker);
}

static const OSSL_DISPATCH rsa_functions[] = {
    {OSSL_FUNC_DECODER_NEWCTX, (void (*)(void))new_rsa_decoder},
    {OSSL_FUNC_DECODER_FREECTX, (void (*)(void))free_decoder},
    {OSSL_FUNC_DECODER_DECODE, (void (*)(void))decode},
    {0, NULL},
};

static const OSSL_DISPATCH ec_functions[] = {
    {OSSL_FUNC_DECODER_NEWCTX, (void (*)(void))new_ec_decoder},
    {OSSL_FUNC_DECODER_FREECTX, (void (*)(void))free_decoder},
    {OSSL_FUNC_DECODER_DECODE, (void (*)(void))decode},
    {0, NULL},
};

static const OSSL_ALGORITHM decoders[] = {
    {"RSA", "provider=unread,input=der,structure=SubjectPublicKeyInfo", rsa_functions, NULL},
    {"EC", "provider=unread,input=der,structure=SubjectPublicKeyInfo", ec_functions, NULL},
    {NULL, NULL, NULL, NULL},
};

// MARK: - The provider

static const OSSL_ALGORITHM *algorithms(void *provider, int operation, int *no_cache) {
    (void)provider;
    *no_cache = 0;
    switch (operation) {
    case OSSL_OP_KEYMGMT:
        return keys;
    case OSSL_OP_DECODER:
        return decoders;
    default:
        return NULL;
    }
}

static const OSSL_DISPATCH functions[] = {
    {OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))algorithms},
    {0, NULL},
};

static int start(const OSSL_CORE_HANDLE *handle, const OSSL_DISPATCH *core, const OSSL_DISPATCH **provided,
                 void **provider) {
    for (; core->function_id != 0; core++) {
        if (core->function_id == OSSL_FUNC_BIO_READ_EX) read_octets = OSSL_FUNC_BIO_read_ex(core);
    }
    *provided = functions;
    *provider = (void *)handle;
    return read_octets != NULL;
}

static const char provider_name[] = "unread";

static CRYPTO_ONCE once = CRYPTO_ONCE_STATIC_INIT;
static OSSL_LIB_CTX *context = NULL;

static void make_context(void) {
    OSSL_LIB_CTX *made = OSSL_LIB_CTX_new();
    if (made != NULL && OSSL_PROVIDER_add_builtin(made, provider_name, start) == 1 &&
        OSSL_PROVIDER_load(made, provider_name) != NULL) {
        context = made;
    } else {
        OSSL_LIB_CTX_free(made);
    }
}

OSSL_LIB_CTX *context_of_unread_keys(void) {
    return CRYPTO_THREAD_run_once(&once, make_context) == 1 ? context : NULL;
}

int is_unread_key(const EVP_PKEY *key) {
    const OSSL_PROVIDER *provider = EVP_PKEY_get0_provider(key);
    return provider != NULL && strcmp(OSSL_PROVIDER_get0_name(provider), provider_name) == 0;
}
