//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "document.h"

#include <libxml/globals.h>
#include <libxml/xmlerror.h>
#include <string.h>

// The first error of form stands for all; what is not valid may well be well-formed, and a warning refuses nothing.
static void note(void *context, xmlErrorPtr error) {
    CLibXML2Oracle_document *document = context;
    bool isOfForm = error->level == XML_ERR_FATAL
        || (error->level == XML_ERR_ERROR && error->domain == XML_FROM_NAMESPACE);
    if (document->message == NULL && isOfForm && error->message != NULL)
        document->message = strdup(error->message);
}

void CLibXML2Oracle_listen(CLibXML2Oracle_document *document) {
    // Errors of conversion and of canonicalization know no context; the handler is the thread's.
    xmlSetStructuredErrorFunc(document, document == NULL ? NULL : note);
}

static _Thread_local int printed = 0;

static void count(void *context, const char *format, ...) {
    (void)context, (void)format;
    printed++;
}

void CLibXML2Oracle_watch_printing(void) {
    printed = 0;
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlSetGenericErrorFunc(NULL, count);
}

int CLibXML2Oracle_end_watching(void) {
    bool isSame = xmlGenericError == count && xmlStructuredError == NULL;
    // Back to libxml2's own.
    xmlSetGenericErrorFunc(NULL, NULL);
    return isSame ? printed : -1;
}

const char *CLibXML2Oracle_message(const CLibXML2Oracle_document *document) { return document->message; }
