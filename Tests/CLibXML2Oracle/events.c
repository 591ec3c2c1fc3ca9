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

typedef CLibXML2Oracle_record_of_events Events;

static Events *eventsOf(void *context) {
    // libxml2 gives the document on to the parsers that it makes for entities.
    return &((CLibXML2Oracle_document *)((xmlParserCtxtPtr)context)->_private)->events;
}

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

static void begin(Events *events, char kind) {
    events->isInText = false;
    append(events, &event, 1);
    append(events, &kind, 1);
}

static const char *text(const xmlChar *string) { return string == NULL ? "" : (const char *)string; }

static void field(Events *events, const xmlChar *string) {
    append(events, &separator, 1);
    append(events, text(string), strlen(text(string)));
}

// Of each declaration libxml2 gives the prefix and the namespace name.
static int byPrefix(const void *left, const void *right) {
    return strcmp(text(*(const xmlChar *const *)left), text(*(const xmlChar *const *)right));
}

// Of each attribute libxml2 gives the local name, the prefix, the namespace name, and where its value begins and ends.
static int byName(const void *left, const void *right) {
    const xmlChar *const *a = left, *const *b = right;
    int order = strcmp(text(a[2]), text(b[2]));
    return order != 0 ? order : strcmp(text(a[0]), text(b[0]));
}

static const xmlChar **sorted(
    Events *events, const xmlChar **items, int count, size_t size, int (*order)(const void *, const void *)
) {
    const xmlChar **copy = malloc(((size_t)count + 1) * size);
    if (copy == NULL) {
        events->lacksMemory = true;
        return NULL;
    }
    if (count > 0) memcpy(copy, items, (size_t)count * size);
    qsort(copy, (size_t)count, size, order);
    return copy;
}

static void startElement(
    void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int declarationCount,
    const xmlChar **declarations, int attributeCount, int defaultCount, const xmlChar **attributes
) {
    (void)defaultCount;
    Events *events = eventsOf(context);
    begin(events, '<');
    field(events, prefix);
    field(events, uri);
    field(events, local);
    const xmlChar **copy = sorted(events, declarations, declarationCount, 2 * sizeof *copy, byPrefix);
    for (const xmlChar **each = copy; copy != NULL && each < copy + 2 * declarationCount; each += 2) {
        begin(events, 'n');
        field(events, each[0]);
        field(events, each[1]);
    }
    free(copy);
    copy = sorted(events, attributes, attributeCount, 5 * sizeof *copy, byName);
    for (const xmlChar **each = copy; copy != NULL && each < copy + 5 * attributeCount; each += 5) {
        begin(events, 'a');
        field(events, each[1]);
        field(events, each[2]);
        field(events, each[0]);
        append(events, &separator, 1);
        append(events, each[3], (size_t)(each[4] - each[3]));
    }
    free(copy);
}

static void endElement(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)local, (void)prefix, (void)uri;
    begin(eventsOf(context), '>');
}

static void characters(void *context, const xmlChar *octets, int count) {
    Events *events = eventsOf(context);
    if (count <= 0) return;
    if (!events->isInText) {
        begin(events, 't');
        append(events, &separator, 1);
    }
    events->isInText = true;
    append(events, octets, (size_t)count);
}

// What stands in a document type declaration is no event.
static bool isInSubset(void *context) { return ((xmlParserCtxtPtr)context)->inSubset != 0; }

static void comment(void *context, const xmlChar *content) {
    if (isInSubset(context)) return;
    begin(eventsOf(context), '!');
    field(eventsOf(context), content);
}

static void instruction(void *context, const xmlChar *target, const xmlChar *content) {
    if (isInSubset(context)) return;
    begin(eventsOf(context), '?');
    field(eventsOf(context), target);
    field(eventsOf(context), content);
}

void CLibXML2Oracle_record(xmlSAXHandler *handler) {
    handler->startElementNs = startElement;
    handler->endElementNs = endElement;
    handler->characters = characters;
    handler->ignorableWhitespace = characters;
    handler->cdataBlock = characters;
    handler->comment = comment;
    handler->processingInstruction = instruction;
    handler->reference = NULL;
}
