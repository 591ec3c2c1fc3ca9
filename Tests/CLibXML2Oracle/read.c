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
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// An external subset is never read; naming one is no error.
static void ignoreExternalSubset(
    void *context, const xmlChar *name, const xmlChar *publicIdentifier, const xmlChar *systemIdentifier
) {
    (void)context, (void)name, (void)publicIdentifier, (void)systemIdentifier;
}

static xmlExternalEntityLoader loadByDefault = NULL;
static atomic_int loads = 0;

int CLibXML2Oracle_load_count(void) { return loads; }

// For documents that are read here, an external entity is what the caller gave, and nothing else.
static xmlParserInputPtr load(const char *uri, const char *publicIdentifier, xmlParserCtxtPtr context) {
    if (context == NULL || context->_private == NULL) {
        loads++;
        return loadByDefault(uri, publicIdentifier, context);
    }
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

xmlParserCtxtPtr CLibXML2Oracle_new_parser(CLibXML2Oracle_document *document) {
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (parser == NULL) return NULL;
    parser->_private = document;
    parser->sax->externalSubset = ignoreExternalSubset;
    return parser;
}

xmlDocPtr CLibXML2Oracle_parse(CLibXML2Oracle_document *document, xmlParserCtxtPtr parser) {
    CLibXML2Oracle_listen(document);
    xmlDocPtr tree = xmlCtxtReadMemory(
        parser, (const char *)document->source, (int)document->count, NULL, NULL,
        XML_PARSE_NOENT | XML_PARSE_DTDATTR | XML_PARSE_NONET | XML_PARSE_NOCDATA
    );
    CLibXML2Oracle_listen(NULL);
    return tree;
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

static bool copy(CLibXML2Oracle_document *document, CLibXML2Oracle_octets source) {
    document->source = malloc(source.count + 1);
    if (document->source == NULL) return false;
    if (source.count > 0) memcpy(document->source, source.octets, source.count);
    document->count = source.count;
    return true;
}

bool CLibXML2Oracle_read(CLibXML2Oracle_document *document, CLibXML2Oracle_octets source) {
    if (!copy(document, source)) return false;
    xmlParserCtxtPtr parser = CLibXML2Oracle_new_parser(document);
    if (parser == NULL) return false;
    CLibXML2Oracle_record(parser->sax);
    xmlFreeDoc(CLibXML2Oracle_parse(document, parser));
    document->accepts = parser->wellFormed && parser->nsWellFormed && !document->lacksEntity;
    xmlFreeParserCtxt(parser);
    return !document->events.lacksMemory;
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
    free(document->source);
    free(document->events.octets);
    free(document->message);
    free(document);
}

bool CLibXML2Oracle_accepts(const CLibXML2Oracle_document *document) { return document->accepts; }

CLibXML2Oracle_octets CLibXML2Oracle_events(const CLibXML2Oracle_document *document) {
    return (CLibXML2Oracle_octets){document->events.octets, document->events.count};
}
