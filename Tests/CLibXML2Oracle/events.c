//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "document.h"

#include <stdlib.h>
#include <string.h>

// The form is described in DocumentEvents.swift, which makes it of our tree.
static const uint8_t event = 1, separator = 2;

typedef struct {
    uint8_t *octets;
    size_t count, capacity;
    bool lacksMemory;
} Events;

static void append(Events *events, const void *octets, size_t count) {
    if (count > events->capacity - events->count) {
        size_t capacity = 2 * (events->capacity + count);
        uint8_t *larger = realloc(events->octets, capacity);
        if (larger == NULL) {
            events->lacksMemory = true;
            return;
        }
        events->octets = larger;
        events->capacity = capacity;
    }
    if (count > 0) memcpy(events->octets + events->count, octets, count);
    events->count += count;
}

static const char *text(const xmlChar *string) { return string == NULL ? "" : (const char *)string; }

static void begin(Events *events, char kind) {
    append(events, &event, 1);
    append(events, &kind, 1);
}

static void field(Events *events, const xmlChar *string) {
    append(events, &separator, 1);
    append(events, text(string), strlen(text(string)));
}

static void name(Events *events, const xmlNs *namespace, const xmlChar *local) {
    field(events, namespace == NULL ? NULL : namespace->prefix);
    field(events, namespace == NULL ? NULL : namespace->href);
    field(events, local);
}

static int byPrefix(const void *left, const void *right) {
    return strcmp(text((*(xmlNs *const *)left)->prefix), text((*(xmlNs *const *)right)->prefix));
}

static int byName(const void *left, const void *right) {
    const xmlAttr *a = *(xmlAttr *const *)left, *b = *(xmlAttr *const *)right;
    int order = strcmp(text(a->ns == NULL ? NULL : a->ns->href), text(b->ns == NULL ? NULL : b->ns->href));
    return order != 0 ? order : strcmp(text(a->name), text(b->name));
}

static void declarations(Events *events, const xmlNode *element) {
    size_t count = 0;
    for (xmlNsPtr each = element->nsDef; each != NULL; each = each->next) count++;
    xmlNsPtr *sorted = malloc((count + 1) * sizeof *sorted);
    if (sorted == NULL) {
        events->lacksMemory = true;
        return;
    }
    count = 0;
    for (xmlNsPtr each = element->nsDef; each != NULL; each = each->next) sorted[count++] = each;
    qsort(sorted, count, sizeof *sorted, byPrefix);
    for (size_t index = 0; index < count; index++) {
        begin(events, 'n');
        field(events, sorted[index]->prefix);
        field(events, sorted[index]->href);
    }
    free(sorted);
}

static void attributes(Events *events, const xmlNode *element) {
    size_t count = 0;
    for (xmlAttrPtr each = element->properties; each != NULL; each = each->next) count++;
    xmlAttrPtr *sorted = malloc((count + 1) * sizeof *sorted);
    if (sorted == NULL) {
        events->lacksMemory = true;
        return;
    }
    count = 0;
    for (xmlAttrPtr each = element->properties; each != NULL; each = each->next) sorted[count++] = each;
    qsort(sorted, count, sizeof *sorted, byName);
    for (size_t index = 0; index < count; index++) {
        begin(events, 'a');
        name(events, sorted[index]->ns, sorted[index]->name);
        append(events, &separator, 1);
        for (xmlNodePtr part = sorted[index]->children; part != NULL; part = part->next)
            append(events, text(part->content), strlen(text(part->content)));
    }
    free(sorted);
}

static void start(Events *events, const xmlNode *element) {
    begin(events, '<');
    name(events, element->ns, element->name);
    declarations(events, element);
    attributes(events, element);
}

// Of a text, adjacent ones are one event.
static void node(Events *events, const xmlNode *node, size_t *lastText) {
    if (!CLibXML2Oracle_is_numbered(node)) return;
    switch (node->type) {
    case XML_ELEMENT_NODE: start(events, node); break;
    case XML_COMMENT_NODE:
        begin(events, '!');
        field(events, node->content);
        break;
    case XML_PI_NODE:
        begin(events, '?');
        field(events, node->name);
        field(events, node->content);
        break;
    default:
        if ((size_t)node->_private != *lastText) {
            begin(events, 't');
            append(events, &separator, 1);
        }
        *lastText = (size_t)node->_private;
        append(events, node->content, strlen((const char *)node->content));
    }
}

CLibXML2Oracle_octets CLibXML2Oracle_events(const CLibXML2Oracle_document *document) {
    Events events = {0};
    size_t lastText = 0;
    xmlNodePtr current = document->tree->children;
    while (current != NULL) {
        node(&events, current, &lastText);
        if (current->type == XML_ELEMENT_NODE && current->children != NULL) {
            current = current->children;
            continue;
        }
        if (current->type == XML_ELEMENT_NODE) begin(&events, '>');
        while (current->next == NULL && current->parent->type == XML_ELEMENT_NODE) {
            current = current->parent;
            begin(&events, '>');
        }
        current = current->next;
    }
    if (events.lacksMemory) {
        free(events.octets);
        events = (Events){0};
    }
    return (CLibXML2Oracle_octets){events.octets, events.count};
}
