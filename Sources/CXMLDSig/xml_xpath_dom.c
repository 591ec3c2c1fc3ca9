//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "xml_xpath_dom.h"

#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdlib.h>

static const xmlChar *octets(const char *string) { return (const xmlChar *)string; }

CXMLDSig_dom *CXMLDSig_dom_new(size_t nodeCount, size_t attributeCount, size_t declarationCount) {
    // What libxml2 keeps for the process is set up under its lock; any number of threads may come here first.
    xmlInitParser();
    CXMLDSig_dom *dom = calloc(1, sizeof *dom);
    if (dom == NULL) return NULL;
    dom->document = xmlNewDoc(NULL);
    dom->nodes = calloc(nodeCount + 1, sizeof *dom->nodes);
    dom->attributes = calloc(attributeCount + 1, sizeof *dom->attributes);
    dom->declarations = calloc(declarationCount + 1, sizeof *dom->declarations);
    if (dom->document != NULL) dom->document->dict = xmlDictCreate();
    if (dom->document == NULL || dom->document->dict == NULL || dom->nodes == NULL || dom->attributes == NULL
        || dom->declarations == NULL) {
        CXMLDSig_dom_free(dom);
        return NULL;
    }
    dom->nodeCapacity = nodeCount;
    dom->attributeCapacity = attributeCount;
    dom->declarationCapacity = declarationCount;
    dom->nodes[0] = (xmlNodePtr)dom->document;
    dom->nodeCount = 1;
    return dom;
}

void CXMLDSig_dom_free(CXMLDSig_dom *dom) {
    // Names are of the document's dictionary, which it frees after the nodes.
    if (dom->document != NULL) xmlFreeDoc(dom->document);
    free(dom->nodes);
    free(dom->attributes);
    free(dom->declarations);
    free(dom);
}

// Links a node that nobody else has; where it can't be, it is freed.
static bool append(CXMLDSig_dom *dom, size_t parent, xmlNodePtr node) {
    if (node == NULL) return false;
    if (parent >= dom->nodeCount || dom->nodeCount >= dom->nodeCapacity) {
        xmlFreeNode(node);
        return false;
    }
    xmlNodePtr above = dom->nodes[parent];
    node->doc = dom->document;
    node->parent = above;
    node->prev = above->last;
    if (above->last == NULL) above->children = node;
    else above->last->next = node;
    above->last = node;
    node->_private = (void *)dom->nodeCount;
    dom->nodes[dom->nodeCount++] = node;
    return true;
}

static xmlChar *name(CXMLDSig_dom *dom, const char *local) {
    return (xmlChar *)xmlDictLookup(dom->document->dict, octets(local), -1);
}

bool CXMLDSig_dom_add_element(CXMLDSig_dom *dom, size_t parent, const char *local) {
    xmlChar *known = name(dom, local);
    if (known == NULL) return false;
    xmlNodePtr element = xmlNewDocNodeEatName(dom->document, NULL, known, NULL);
    if (!append(dom, parent, element)) return false;
    dom->element = element;
    dom->lastAttribute = NULL;
    dom->lastDeclaration = NULL;
    return true;
}

bool CXMLDSig_dom_add_declaration(CXMLDSig_dom *dom, const char *prefix, const char *uri) {
    if (dom->element == NULL || dom->declarationCount >= dom->declarationCapacity) return false;
    if (prefix != NULL && xmlStrEqual(octets(prefix), octets("xml"))) {
        dom->declarationCount++;
        return true;
    }
    // Not given the element, in which it would look for the same prefix: there is none.
    xmlNsPtr declaration = xmlNewNs(NULL, octets(uri), prefix == NULL ? NULL : octets(prefix));
    if (declaration == NULL) return false;
    if (dom->lastDeclaration == NULL) dom->element->nsDef = declaration;
    else dom->lastDeclaration->next = declaration;
    dom->lastDeclaration = declaration;
    dom->declarations[dom->declarationCount++] = declaration;
    return true;
}

// Whether `found` is the namespace of a declaration; NULL is none.
static bool find(CXMLDSig_dom *dom, size_t declaration, xmlNsPtr *found) {
    *found = NULL;
    if (declaration == CXMLDSig_dom_no_namespace) return true;
    if (declaration == CXMLDSig_dom_xml_namespace)
        *found = xmlSearchNs(dom->document, dom->element, octets("xml"));
    else if (declaration < dom->declarationCount)
        *found = dom->declarations[declaration];
    return *found != NULL;
}

bool CXMLDSig_dom_set_namespace(CXMLDSig_dom *dom, size_t declaration) {
    return dom->element != NULL && find(dom, declaration, &dom->element->ns);
}

bool CXMLDSig_dom_add_attribute(CXMLDSig_dom *dom, size_t declaration, const char *local, const char *value) {
    if (dom->element == NULL || dom->attributeCount >= dom->attributeCapacity) return false;
    xmlNsPtr namespace = NULL;
    if (!find(dom, declaration, &namespace)) return false;
    // Without a value, in which it would look for references to entities.
    xmlAttrPtr attribute = xmlNewDocProp(dom->document, octets(local), NULL);
    if (attribute == NULL) return false;
    xmlNodePtr text = xmlNewDocText(dom->document, octets(value));
    if (text == NULL) {
        xmlFreeProp(attribute);
        return false;
    }
    text->parent = (xmlNodePtr)attribute;
    attribute->children = text;
    attribute->last = text;
    attribute->ns = namespace;
    attribute->parent = dom->element;
    attribute->prev = dom->lastAttribute;
    if (dom->lastAttribute == NULL) dom->element->properties = attribute;
    else dom->lastAttribute->next = attribute;
    dom->lastAttribute = attribute;
    attribute->_private = (void *)dom->attributeCount;
    dom->attributes[dom->attributeCount++] = attribute;
    return true;
}

bool CXMLDSig_dom_add_leaf(
    CXMLDSig_dom *dom, CXMLDSig_dom_kind kind, size_t parent, const char *target, const char *content
) {
    switch (kind) {
    case CXMLDSig_dom_text: return append(dom, parent, xmlNewDocText(dom->document, octets(content)));
    case CXMLDSig_dom_comment: return append(dom, parent, xmlNewDocComment(dom->document, octets(content)));
    case CXMLDSig_dom_instruction:
        return append(dom, parent, xmlNewDocPI(dom->document, octets(target), octets(content)));
    }
    return false;
}

void CXMLDSig_dom_finish(CXMLDSig_dom *dom) { xmlXPathOrderDocElems(dom->document); }
