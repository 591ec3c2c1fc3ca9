//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "document.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

// An external subset is never read; naming one is no error.
static void ignoreExternalSubset(
    void *context, const xmlChar *name, const xmlChar *publicIdentifier, const xmlChar *systemIdentifier
) {
    (void)context, (void)name, (void)publicIdentifier, (void)systemIdentifier;
}

static xmlExternalEntityLoader loadByDefault = NULL;

// For documents that are read here, an external entity is what the caller gave, and nothing else.
static xmlParserInputPtr load(const char *uri, const char *publicIdentifier, xmlParserCtxtPtr context) {
    if (context == NULL || context->_private == NULL) return loadByDefault(uri, publicIdentifier, context);
    CLibXML2Oracle_document *document = context->_private;
    for (CLibXML2Oracle_entity *entity = document->entities; uri != NULL && entity != NULL; entity = entity->next) {
        if (strcmp(entity->systemIdentifier, uri) != 0) continue;
        xmlParserInputBufferPtr buffer =
            xmlParserInputBufferCreateMem((const char *)entity->content, (int)entity->count, XML_CHAR_ENCODING_NONE);
        return buffer == NULL ? NULL : xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE);
    }
    // libxml2 passes over an entity that can't be had; a parameter entity that isn't read is no error (XML 1.0 §4.4.8).
    if (context->instate != XML_PARSER_DTD) document->lacksEntity = true;
    return NULL;
}

__attribute__((constructor)) static void initialize(void) {
    xmlInitParser();
    // The loader belongs to the process: only a test program may set it, the library never does.
    loadByDefault = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(load);
}

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

static void parse(CLibXML2Oracle_document *document, xmlParserCtxtPtr context, CLibXML2Oracle_octets source) {
    context->_private = document;
    context->sax->externalSubset = ignoreExternalSubset;
    document->tree = xmlCtxtReadMemory(
        context, (const char *)source.octets, (int)source.count, NULL, NULL,
        XML_PARSE_NOENT | XML_PARSE_DTDATTR | XML_PARSE_NONET | XML_PARSE_NOCDATA
    );
    document->accepts = document->tree != NULL && context->wellFormed && context->nsWellFormed
        && !document->lacksEntity;
}

CLibXML2Oracle_document *CLibXML2Oracle_new(void) { return calloc(1, sizeof(CLibXML2Oracle_document)); }

bool CLibXML2Oracle_add_entity(
    CLibXML2Oracle_document *document, const char *systemIdentifier, CLibXML2Oracle_octets content
) {
    CLibXML2Oracle_entity *entity = calloc(1, sizeof *entity);
    if (entity == NULL) return false;
    entity->next = document->entities;
    document->entities = entity;
    entity->systemIdentifier = strdup(systemIdentifier);
    entity->content = malloc(content.count + 1);
    if (entity->systemIdentifier == NULL || entity->content == NULL) return false;
    if (content.count > 0) memcpy(entity->content, content.octets, content.count);
    entity->count = content.count;
    return true;
}

bool CLibXML2Oracle_read(CLibXML2Oracle_document *document, CLibXML2Oracle_octets source) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return false;
    CLibXML2Oracle_listen(document);
    parse(document, context, source);
    CLibXML2Oracle_listen(NULL);
    xmlFreeParserCtxt(context);
    if (document->tree != NULL) number(document);
    return true;
}

void CLibXML2Oracle_free(CLibXML2Oracle_document *document) {
    while (document->entities != NULL) {
        CLibXML2Oracle_entity *entity = document->entities;
        document->entities = entity->next;
        free(entity->systemIdentifier);
        free(entity->content);
        free(entity);
    }
    xmlFreeDoc(document->tree);
    free(document->message);
    free(document);
}

bool CLibXML2Oracle_accepts(const CLibXML2Oracle_document *document) { return document->accepts; }

size_t CLibXML2Oracle_node_count(const CLibXML2Oracle_document *document) { return document->nodeCount; }
