//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CXMLDSigXML.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

typedef struct {
    const CXMLDSig_document_type_handler *handler;
    xmlParserCtxtPtr parser;
    CXMLDSig_document_type_result result;
    bool hasFailed;
    /// Between an entity's declaration and libxml2's look-up of it, by which it keeps the literal; no reference.
    bool isDeclaring;
} Reading;

static const char *text(const xmlChar *string) { return (const char *)string; }

// How far the declaration itself has been read, whatever parameter entity is being read inside.
static size_t offset(const Reading *reading) {
    if (reading->parser->inputNr == 0) return 0;
    const xmlParserInput *input = reading->parser->inputTab[0];
    return (size_t)input->consumed + (size_t)(input->cur - input->base);
}

static void fail(Reading *reading, const char *message) {
    if (reading->hasFailed || reading->result.isRead) return;
    reading->hasFailed = true;
    reading->result.offset = offset(reading);
    strncpy(reading->result.message, message, sizeof reading->result.message - 1);
    reading->result.message[strcspn(reading->result.message, "\n")] = 0;
}

static void proceed(Reading *reading, bool goesOn) {
    if (!goesOn) fail(reading, "");
}

static void error(void *context, xmlErrorPtr error) {
    // An invalid system identifier is no matter of form; one with a name against the rules of namespaces is.
    if (error->level == XML_ERR_FATAL || error->domain == XML_FROM_NAMESPACE)
        fail(context, error->message == NULL ? "" : error->message);
}

static void startDocument(void *context) { xmlSAX2StartDocument(((Reading *)context)->parser); }

static void internalSubset(
    void *context, const xmlChar *name, const xmlChar *publicIdentifier, const xmlChar *systemIdentifier
) {
    Reading *reading = context;
    xmlSAX2InternalSubset(reading->parser, name, publicIdentifier, systemIdentifier);
    proceed(reading, reading->handler->document_type(reading->handler->context, text(name), systemIdentifier != NULL));
}

// Called at the end of the declaration, whether or not it names an external subset.
static void externalSubset(
    void *context, const xmlChar *name, const xmlChar *publicIdentifier, const xmlChar *systemIdentifier
) {
    (void)name, (void)publicIdentifier, (void)systemIdentifier;
    Reading *reading = context;
    const xmlParserInput *input = reading->parser->input;
    if (!reading->parser->wellFormed || !reading->parser->nsWellFormed) fail(reading, "");
    if (reading->parser->inputNr != 1 || input->cur != input->end) fail(reading, "it ends early");
    reading->result.isRead = !reading->hasFailed;
    xmlStopParser(reading->parser);
}

static void entityDeclaration(
    void *context, const xmlChar *name, int type, const xmlChar *publicIdentifier, const xmlChar *systemIdentifier,
    xmlChar *content
) {
    Reading *reading = context;
    const CXMLDSig_document_type_handler *handler = reading->handler;
    reading->isDeclaring = type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY;
    if (type == XML_INTERNAL_GENERAL_ENTITY && content != NULL)
        proceed(reading, handler->entity(handler->context, CXMLDSig_entity_internal, text(name), text(content)));
    else if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY && systemIdentifier != NULL)
        proceed(
            reading, handler->entity(handler->context, CXMLDSig_entity_external, text(name), text(systemIdentifier))
        );
    // The five are known to libxml2, and it prints where one of them is declared otherwise.
    if (xmlGetPredefinedEntity(name) == NULL || type == XML_INTERNAL_PARAMETER_ENTITY
        || type == XML_EXTERNAL_PARAMETER_ENTITY)
        xmlAddDocEntity(reading->parser->myDoc, name, type, publicIdentifier, systemIdentifier, content);
}

static void unparsedEntityDeclaration(
    void *context, const xmlChar *name, const xmlChar *publicIdentifier, const xmlChar *systemIdentifier,
    const xmlChar *notation
) {
    Reading *reading = context;
    const CXMLDSig_document_type_handler *handler = reading->handler;
    proceed(reading, handler->entity(handler->context, CXMLDSig_entity_unparsed, text(name), NULL));
    if (xmlGetPredefinedEntity(name) == NULL)
        xmlAddDocEntity(
            reading->parser->myDoc, name, XML_EXTERNAL_GENERAL_UNPARSED_ENTITY, publicIdentifier, systemIdentifier,
            notation
        );
}

static void attributeDeclaration(
    void *context, const xmlChar *element, const xmlChar *attribute, int type, int defaultKind,
    const xmlChar *defaultValue, xmlEnumerationPtr values
) {
    (void)defaultKind;
    Reading *reading = context;
    const CXMLDSig_document_type_handler *handler = reading->handler;
    proceed(
        reading, handler->attribute(
                     handler->context, text(element), text(attribute), type == XML_ATTRIBUTE_ID,
                     type == XML_ATTRIBUTE_CDATA, text(defaultValue)
                 )
    );
    xmlFreeEnumeration(values);
}

static void elementDeclaration(void *context, const xmlChar *name, int type, xmlElementContentPtr content) {
    (void)type;
    Reading *reading = context;
    const CXMLDSig_document_type_handler *handler = reading->handler;
    proceed(reading, handler->element_name(handler->context, NULL, text(name)));
    // The content model is a binary tree that may be deep: no recursion.
    const xmlElementContent *particle = content;
    while (particle != NULL) {
        if (particle->type == XML_ELEMENT_CONTENT_ELEMENT)
            proceed(
                reading, handler->element_name(handler->context, text(particle->prefix), text(particle->name))
            );
        if (particle->c1 != NULL) {
            particle = particle->c1;
            continue;
        }
        while (particle->parent != NULL && (particle == particle->parent->c2 || particle->parent->c2 == NULL))
            particle = particle->parent;
        particle = particle->parent == NULL ? NULL : particle->parent->c2;
    }
}

// Whether libxml2 looks an entity up for a reference, and reading goes on.
static bool isReference(Reading *reading) {
    bool isDeclaring = reading->isDeclaring;
    reading->isDeclaring = false;
    return !isDeclaring && !reading->hasFailed;
}

static xmlEntityPtr generalEntity(void *context, const xmlChar *name) {
    Reading *reading = context;
    const CXMLDSig_document_type_handler *handler = reading->handler;
    xmlEntityPtr entity = xmlGetDocEntity(reading->parser->myDoc, name);
    if (isReference(reading)) {
        bool isInternal = entity != NULL && entity->etype == XML_INTERNAL_GENERAL_ENTITY;
        proceed(
            reading, handler->reference(handler->context, text(name), isInternal ? text(entity->content) : NULL)
        );
    }
    // Once reading has failed nothing more is expanded.
    return reading->hasFailed ? NULL : entity;
}

static xmlEntityPtr parameterEntity(void *context, const xmlChar *name) {
    Reading *reading = context;
    const CXMLDSig_document_type_handler *handler = reading->handler;
    xmlEntityPtr entity = xmlGetParameterEntity(reading->parser->myDoc, name);
    // One that isn't declared is libxml2's to report.
    if (isReference(reading) && entity != NULL) {
        bool isInternal = entity->etype == XML_INTERNAL_PARAMETER_ENTITY;
        proceed(
            reading,
            handler->parameter_reference(handler->context, text(name), isInternal ? text(entity->content) : NULL)
        );
    }
    return reading->hasFailed ? NULL : entity;
}

static void setHandler(xmlSAXHandler *sax) {
    memset(sax, 0, sizeof *sax);
    sax->initialized = XML_SAX2_MAGIC;
    sax->serror = error;
    sax->startDocument = startDocument;
    sax->internalSubset = internalSubset;
    sax->externalSubset = externalSubset;
    sax->entityDecl = entityDeclaration;
    sax->unparsedEntityDecl = unparsedEntityDeclaration;
    sax->attributeDecl = attributeDeclaration;
    sax->elementDecl = elementDeclaration;
    sax->getParameterEntity = parameterEntity;
    sax->getEntity = generalEntity;
}

CXMLDSig_document_type_result CXMLDSig_read_document_type(
    const uint8_t *octets, size_t count, const CXMLDSig_document_type_handler *handler
) {
    Reading reading = {.handler = handler};
    xmlParserCtxtPtr parser = count > INT_MAX ? NULL : xmlNewParserCtxt();
    if (parser == NULL) {
        strncpy(reading.result.message, "no memory", sizeof reading.result.message - 1);
        return reading.result;
    }
    reading.parser = parser;
    setHandler(parser->sax);
    parser->userData = &reading;
    // Neither HUGE, which lifts libxml2's own limits, nor an option that loads anything.
    xmlFreeDoc(xmlCtxtReadMemory(parser, (const char *)octets, (int)count, NULL, NULL, XML_PARSE_NONET));
    xmlFreeParserCtxt(parser);
    return reading.result;
}
