//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "document.h"

#include <libxml/c14n.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    CLibXML2Oracle_visible visible;
    void *context;
} Selection;

static const char *text(const xmlChar *string) { return string == NULL ? "" : (const char *)string; }

static int isVisible(void *context, xmlNodePtr node, xmlNodePtr parent) {
    const Selection *selection = context;
    CLibXML2Oracle_node question = {.namespaceName = "", .name = ""};
    if (node->type == XML_NAMESPACE_DECL) {
        const xmlNs *namespace = (const xmlNs *)node;
        question.kind = CLibXML2Oracle_kind_namespace;
        question.node = (size_t)parent->_private;
        question.namespaceName = text(namespace->href);
        question.name = text(namespace->prefix);
    } else if (node->type == XML_ATTRIBUTE_NODE) {
        question.kind = CLibXML2Oracle_kind_attribute;
        question.node = (size_t)parent->_private;
        question.namespaceName = node->ns == NULL ? "" : text(node->ns->href);
        question.name = text(node->name);
    } else if (node->type == XML_DOCUMENT_NODE) {
        question.kind = CLibXML2Oracle_kind_node;
    } else {
        if (!CLibXML2Oracle_is_numbered(node)) return 0;
        question.kind = CLibXML2Oracle_kind_node;
        question.node = (size_t)node->_private;
    }
    return selection->visible(selection->context, &question);
}

static int mode(CLibXML2Oracle_method method) {
    switch (method) {
    case CLibXML2Oracle_canonical_1_0: return XML_C14N_1_0;
    case CLibXML2Oracle_canonical_1_1: return XML_C14N_1_1;
    case CLibXML2Oracle_exclusive_1_0: return XML_C14N_EXCLUSIVE_1_0;
    }
    return -1;
}

static void freeList(xmlChar **list) {
    if (list != NULL) free(list[0]);
    free(list);
}

// The tokens of `prefixes`, NULL-terminated, in one block of memory that the first of them starts.
static xmlChar **split(const char *prefixes) {
    xmlChar **list = calloc(strlen(prefixes) / 2 + 2, sizeof *list);
    char *block = strdup(prefixes + strspn(prefixes, " "));
    if (list == NULL || block == NULL) {
        free(list);
        free(block);
        return NULL;
    }
    size_t count = 0;
    char *rest = NULL;
    for (char *token = strtok_r(block, " ", &rest); token != NULL; token = strtok_r(NULL, " ", &rest))
        list[count++] = (xmlChar *)token;
    if (count == 0) free(block);
    return list;
}

CLibXML2Oracle_octets CLibXML2Oracle_canonicalize(
    CLibXML2Oracle_document *document, CLibXML2Oracle_method method, bool withComments, const char *prefixes,
    CLibXML2Oracle_visible visible, void *context
) {
    CLibXML2Oracle_octets result = {NULL, 0};
    xmlOutputBufferPtr buffer = xmlAllocOutputBuffer(NULL);
    xmlChar **list = split(prefixes);
    if (buffer == NULL || list == NULL) {
        xmlOutputBufferClose(buffer);
        freeList(list);
        return result;
    }
    Selection selection = {visible, context};
    CLibXML2Oracle_listen(document);
    int status = xmlC14NExecute(
        document->tree, visible == NULL ? NULL : isVisible, &selection, mode(method), list, withComments, buffer
    );
    CLibXML2Oracle_listen(NULL);
    size_t count = xmlOutputBufferGetSize(buffer);
    // One octet more, so that an empty form is no failure.
    uint8_t *octets = status < 0 ? NULL : malloc(count + 1);
    if (octets != NULL) {
        if (count > 0) memcpy(octets, xmlOutputBufferGetContent(buffer), count);
        result = (CLibXML2Oracle_octets){octets, count};
    }
    xmlOutputBufferClose(buffer);
    freeList(list);
    return result;
}

void CLibXML2Oracle_free_octets(CLibXML2Oracle_octets octets) { free((void *)octets.octets); }
