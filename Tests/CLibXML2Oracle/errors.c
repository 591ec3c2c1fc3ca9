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

// The first error stands for all.
static void note(void *context, xmlErrorPtr error) {
    CLibXML2Oracle_document *document = context;
    if (document->message == NULL && error->level >= XML_ERR_ERROR && error->message != NULL)
        document->message = strdup(error->message);
}

void CLibXML2Oracle_listen(CLibXML2Oracle_document *document) {
    // Errors of conversion and of canonicalization know no context; the handler is the thread's.
    xmlSetStructuredErrorFunc(document, document == NULL ? NULL : note);
}

const char *CLibXML2Oracle_message(const CLibXML2Oracle_document *document) { return document->message; }
