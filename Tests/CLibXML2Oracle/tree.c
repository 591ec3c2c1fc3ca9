//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "document.h"

#include <libxml/parser.h>

static bool isText(const xmlNode *node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

bool CLibXML2Oracle_is_numbered(const xmlNode *node) {
    // XPath 1.0 §5.7: a text node has at least one character.
    if (isText(node)) return node->content != NULL && node->content[0] != 0;
    return node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE;
}

xmlNodePtr CLibXML2Oracle_following(xmlNodePtr node) {
    // Only elements are entered: an entity reference's child is the declaration.
    if (node->type == XML_ELEMENT_NODE && node->children != NULL) return node->children;
    while (node->type != XML_DOCUMENT_NODE && node->next == NULL) node = node->parent;
    return node->next;
}

// The text that stands directly before, which together with this one is a single node of XPath.
static const xmlNode *textBefore(const xmlNode *node) {
    for (node = node->prev; node != NULL && isText(node); node = node->prev)
        if (CLibXML2Oracle_is_numbered(node)) return node;
    return NULL;
}

static void number(CLibXML2Oracle_document *document) {
    document->nodeCount = 1;
    for (xmlNodePtr node = document->tree->children; node != NULL; node = CLibXML2Oracle_following(node)) {
        if (!CLibXML2Oracle_is_numbered(node)) continue;
        const xmlNode *before = isText(node) ? textBefore(node) : NULL;
        node->_private = before != NULL ? before->_private : (void *)document->nodeCount++;
    }
}

bool CLibXML2Oracle_build(CLibXML2Oracle_document *document) {
    if (document->tree != NULL) return true;
    xmlParserCtxtPtr parser = CLibXML2Oracle_new_parser(document);
    if (parser == NULL) return false;
    document->tree = CLibXML2Oracle_parse(document, parser);
    xmlFreeParserCtxt(parser);
    if (document->tree != NULL) number(document);
    return document->tree != NULL;
}

size_t CLibXML2Oracle_node_count(const CLibXML2Oracle_document *document) { return document->nodeCount; }
