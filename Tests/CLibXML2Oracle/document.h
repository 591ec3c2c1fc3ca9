//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CLIBXML2ORACLE_DOCUMENT_H
#define CLIBXML2ORACLE_DOCUMENT_H

#include "CLibXML2Oracle.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/// What an application is told, in the form that DocumentEvents.swift describes.
typedef struct {
    uint8_t *octets;
    size_t count, capacity;
    /// Whether the last event is a text, to which more may come.
    bool isInText;
    bool lacksMemory;
} CLibXML2Oracle_record_of_events;

typedef struct CLibXML2Oracle_entity {
    struct CLibXML2Oracle_entity *next;
    char *systemIdentifier;
    uint8_t *content;
    size_t count;
} CLibXML2Oracle_entity;

struct CLibXML2Oracle_document {
    uint8_t *source;
    size_t count;
    bool accepts;
    CLibXML2Oracle_record_of_events events;
    /// NULL where it wasn't asked for.
    xmlDocPtr tree;
    /// An external entity was referenced that nobody gave.
    bool lacksEntity;
    char *message;
    size_t nodeCount;
    CLibXML2Oracle_entity *entities;
};

/// From now on this thread's errors go to `document` and are not printed; NULL: as before.
void CLibXML2Oracle_listen(CLibXML2Oracle_document *document);

/// A parser that reads nothing outside but the entities of `document`; NULL: no memory.
xmlParserCtxtPtr CLibXML2Oracle_new_parser(CLibXML2Oracle_document *document);

/// Reads the source of `document`.
xmlDocPtr CLibXML2Oracle_parse(CLibXML2Oracle_document *document, xmlParserCtxtPtr parser);

/// Makes a handler take down the content of documents instead of making a tree of it.
void CLibXML2Oracle_record(xmlSAXHandler *handler);

/// Whether the node counts in document order.
bool CLibXML2Oracle_is_numbered(const xmlNode *node);

/// The next node in document order, or NULL; attributes and what stands in a DTD are passed over.
xmlNodePtr CLibXML2Oracle_following(xmlNodePtr node);

#endif
