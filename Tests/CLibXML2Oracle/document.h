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

#include <libxml/tree.h>

typedef struct CLibXML2Oracle_entity {
    struct CLibXML2Oracle_entity *next;
    char *systemIdentifier;
    uint8_t *content;
    size_t count;
} CLibXML2Oracle_entity;

struct CLibXML2Oracle_document {
    /// NULL where libxml2 made none.
    xmlDocPtr tree;
    bool accepts;
    /// An external entity was referenced that nobody gave.
    bool lacksEntity;
    char *message;
    size_t nodeCount;
    CLibXML2Oracle_entity *entities;
};

/// From now on this thread's errors go to `document` and are not printed; NULL: as before.
void CLibXML2Oracle_listen(CLibXML2Oracle_document *document);

/// Whether the node counts in document order.
bool CLibXML2Oracle_is_numbered(const xmlNode *node);

/// The next node in document order, or NULL; attributes and what stands in a DTD are passed over.
xmlNodePtr CLibXML2Oracle_following(xmlNodePtr node);

#endif
