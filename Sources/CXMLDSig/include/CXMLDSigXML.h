//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CXMLDSIG_XML_H
#define CXMLDSIG_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What kind of general entity a declaration declares (XML 1.0 §4.2).
typedef enum {
    CXMLDSig_entity_internal,
    CXMLDSig_entity_external,
    CXMLDSig_entity_unparsed,
} CXMLDSig_entity_kind;

/// Who is told what a document type declaration declares, in its order; strings are valid during the call only.
///
/// A function that answers false ends the reading.
typedef struct {
    void *context;
    /// The name of the document type, and whether it names an external subset.
    bool (*document_type)(void *context, const char *name, bool hasExternalSubset);
    /// A name that Namespaces in XML 1.0 §6 says is a QName: of a declared element or in a content model.
    bool (*element_name)(void *context, const char *_Nullable prefix, const char *local);
    /// A general entity: `text` is the replacement text of an internal one (character and parameter-entity references
    /// replaced, XML 1.0 §4.5), the system identifier of an external one as written, NULL of an unparsed one.
    bool (*entity)(void *context, CXMLDSig_entity_kind kind, const char *name, const char *_Nullable text);
    /// An attribute; `default_value` is NULL where there is none. In it character references are replaced, but `&#38;`
    /// stands for an ampersand, and references to entities stand as written.
    bool (*attribute)(
        void *context, const char *element, const char *attribute, bool isID, bool isCDATA,
        const char *_Nullable default_value
    );
    /// A reference to a general entity in a default value; `text` is NULL where it isn't declared or not internal.
    bool (*reference)(void *context, const char *name, const char *_Nullable text);
    /// A reference to a parameter entity; `text` is NULL where it is external, and so not read.
    bool (*parameter_reference)(void *context, const char *name, const char *_Nullable text);
} CXMLDSig_document_type_handler;

typedef struct {
    /// Whether the octets are one well-formed declaration and nothing else, and no function answered false.
    bool isRead;
    /// Where libxml2 first saw an error, and what it says of it; only where `isRead` is false.
    size_t offset;
    char message[128];
} CXMLDSig_document_type_result;

/// Reads a document type declaration in UTF-8, from `<!DOCTYPE` to its `>`; the only function that hands octets of a
/// document to libxml2.
///
/// Nothing outside is opened: no external subset, no external entity. Nothing is printed.
CXMLDSig_document_type_result CXMLDSig_read_document_type(
    const uint8_t *octets, size_t count, const CXMLDSig_document_type_handler *handler
);

#pragma clang assume_nonnull end

#endif
