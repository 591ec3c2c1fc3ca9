//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// libxml2 as the second opinion of the tests. No product is linked with this.

#ifndef CLIBXML2ORACLE_H
#define CLIBXML2ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A run of octets; who owns them says the function.
typedef struct {
    const uint8_t *_Nullable octets;
    size_t count;
} CLibXML2Oracle_octets;

/// A document as libxml2 reads it; owned by the caller, freed by `CLibXML2Oracle_free`.
typedef struct CLibXML2Oracle_document CLibXML2Oracle_document;

/// NULL: no memory.
CLibXML2Oracle_document *_Nullable CLibXML2Oracle_new(void);

/// Gives an external entity by its system identifier as written; both are copied. False: no memory.
bool CLibXML2Oracle_add_entity(
    CLibXML2Oracle_document *document, const char *systemIdentifier, CLibXML2Oracle_octets content
);

/// Reads the document, once: entities replaced, attribute defaults of the internal subset added, CDATA merged into text.
///
/// Nothing outside is read but the entities that were added. False: no memory.
bool CLibXML2Oracle_read(CLibXML2Oracle_document *document, CLibXML2Oracle_octets source);

void CLibXML2Oracle_free(CLibXML2Oracle_document *document);

/// Whether it is well-formed with its namespaces, as libxml2 sees it, and every referenced entity could be had.
bool CLibXML2Oracle_accepts(const CLibXML2Oracle_document *document);

/// The first error that libxml2 reported, or NULL; valid as long as the document.
const char *_Nullable CLibXML2Oracle_message(const CLibXML2Oracle_document *document);

/// Makes libxml2's tree of the document, once. False: no memory, or libxml2 makes none.
bool CLibXML2Oracle_build(CLibXML2Oracle_document *document);

/// How many nodes the tree of the document has, itself included: elements, text (adjacent text is one node), comments and
/// processing instructions. 0 where there is no tree.
size_t CLibXML2Oracle_node_count(const CLibXML2Oracle_document *document);

/// What an application is told of the document, in the form that `DocumentEvents` describes.
///
/// The result is valid as long as the document.
CLibXML2Oracle_octets CLibXML2Oracle_events(const CLibXML2Oracle_document *document);

typedef enum {
    CLibXML2Oracle_kind_node,
    CLibXML2Oracle_kind_attribute,
    CLibXML2Oracle_kind_namespace,
} CLibXML2Oracle_kind;

/// A node that canonicalization asks about; valid during the callback only.
typedef struct {
    CLibXML2Oracle_kind kind;
    /// The number of the node in document order (the document is 0), or of the element with the attribute or namespace.
    size_t node;
    /// Of an attribute and a namespace: the namespace name; empty for none.
    const char *namespaceName;
    /// The local name of an attribute, the prefix of a namespace (empty for the default one).
    const char *name;
} CLibXML2Oracle_node;

/// Whether the node is in the set.
typedef bool (*CLibXML2Oracle_visible)(void *context, const CLibXML2Oracle_node *node);

typedef enum {
    CLibXML2Oracle_canonical_1_0,
    CLibXML2Oracle_canonical_1_1,
    CLibXML2Oracle_exclusive_1_0,
} CLibXML2Oracle_method;

/// The canonical form of the nodes of the tree that are visible, by `xmlC14NExecute`.
///
/// `visible` NULL: all of them. `prefixes`: a PrefixList, `#default` for the default namespace.
/// The result is freed by `CLibXML2Oracle_free_octets`; its `octets` are NULL where libxml2 failed.
CLibXML2Oracle_octets CLibXML2Oracle_canonicalize(
    CLibXML2Oracle_document *document, CLibXML2Oracle_method method, bool withComments,
    const char *prefixes, CLibXML2Oracle_visible _Nullable visible, void *_Nullable context
);

void CLibXML2Oracle_free_octets(CLibXML2Oracle_octets octets);

/// Counts from now on what this thread would print, instead of printing it.
void CLibXML2Oracle_watch_printing(void);

/// Ends that. Returns the count; -1 where the thread's handlers were changed in between.
int CLibXML2Oracle_end_watching(void);

/// How many external entities this process asked for beside `CLibXML2Oracle_read`.
int CLibXML2Oracle_load_count(void);

#pragma clang assume_nonnull end

#endif
