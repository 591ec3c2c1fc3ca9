//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "xml_xpath_dom.h"

struct CXMLDSig_xpath {
    CXMLDSig_dom *dom;
    xmlXPathContextPtr context;
    xmlXPathCompExprPtr expression;
    xmlXPathObjectPtr selected;
    size_t here;
    CXMLDSig_xpath_id id;
    void *idContext;
    size_t octetsPerOperation;
    /// What one of our own functions has against the evaluation.
    CXMLDSig_xpath_status objection;
};

static const xmlChar *octets(const char *string) { return (const xmlChar *)string; }

// The context keeps what it is about; without a function of ours libxml2 would print.
static void note(void *context, xmlErrorPtr error) { (void)context, (void)error; }

static void object(xmlXPathParserContextPtr parser, CXMLDSig_xpath_status objection) {
    CXMLDSig_xpath *xpath = parser->context->userData;
    xpath->objection = objection;
    xmlXPathErr(parser, XPATH_EXPR_ERROR);
}

static void hereFunction(xmlXPathParserContextPtr parser, int count) {
    if (count != 0) {
        xmlXPathErr(parser, XPATH_INVALID_ARITY);
        return;
    }
    CXMLDSig_xpath *xpath = parser->context->userData;
    if (xpath->here >= xpath->dom->nodeCount) object(parser, CXMLDSig_xpath_no_here);
    else valuePush(parser, xmlXPathNewNodeSet(xpath->dom->nodes[xpath->here]));
}

// Adds the elements that a list of IDs names.
static void addElements(xmlXPathParserContextPtr parser, xmlNodeSetPtr set, xmlChar *list) {
    CXMLDSig_xpath *xpath = parser->context->userData;
    xmlChar *position = list;
    while (*position != 0 && parser->error == XPATH_EXPRESSION_OK) {
        while (*position == ' ' || *position == '\t' || *position == '\n' || *position == '\r') position++;
        xmlChar *start = position;
        while (*position > ' ') position++;
        if (position == start) break;
        xmlChar end = *position;
        *position = 0;
        size_t number = xpath->id(xpath->idContext, (const char *)start);
        *position = end;
        // Adding looks for the same node.
        parser->context->opCount += 1 + (unsigned long)set->nodeNr;
        if (number == SIZE_MAX) object(parser, CXMLDSig_xpath_ambiguous_id);
        else if (parser->context->opCount >= parser->context->opLimit)
            xmlXPathErr(parser, XPATH_OP_LIMIT_EXCEEDED);
        else if (number > 0 && number < xpath->dom->nodeCount
                 && xmlXPathNodeSetAdd(set, xpath->dom->nodes[number]) < 0)
            xmlXPathErr(parser, XPATH_MEMORY_ERROR);
    }
}

static void idFunction(xmlXPathParserContextPtr parser, int count) {
    if (count != 1) {
        xmlXPathErr(parser, XPATH_INVALID_ARITY);
        return;
    }
    xmlXPathObjectPtr argument = valuePop(parser);
    xmlNodeSetPtr set = xmlXPathNodeSetCreate(NULL);
    if (argument == NULL || set == NULL) {
        xmlXPathErr(parser, argument == NULL ? XPATH_INVALID_OPERAND : XPATH_MEMORY_ERROR);
    } else if (argument->type == XPATH_NODESET) {
        int nodeCount = xmlXPathNodeSetGetLength(argument->nodesetval);
        for (int index = 0; index < nodeCount && parser->error == XPATH_EXPRESSION_OK; index++) {
            xmlChar *value = xmlXPathCastNodeToString(xmlXPathNodeSetItem(argument->nodesetval, index));
            if (value == NULL) xmlXPathErr(parser, XPATH_MEMORY_ERROR);
            else addElements(parser, set, value);
            xmlFree(value);
        }
    } else {
        xmlChar *value = xmlXPathCastToString(argument);
        if (value == NULL) xmlXPathErr(parser, XPATH_MEMORY_ERROR);
        else addElements(parser, set, value);
        xmlFree(value);
    }
    xmlXPathFreeObject(argument);
    valuePush(parser, xmlXPathWrapNodeSet(set));
}

static size_t product(size_t left, size_t right) {
    return right != 0 && left > SIZE_MAX / right ? SIZE_MAX : left * right;
}

// Charges for octets that are gone through; false, with the error noted, where there are too many.
static bool charge(xmlXPathParserContextPtr parser, size_t work) {
    const CXMLDSig_xpath *xpath = parser->context->userData;
    size_t operations = work / xpath->octetsPerOperation;
    unsigned long remaining = parser->context->opLimit - parser->context->opCount;
    if (parser->context->opCount <= parser->context->opLimit && operations < remaining) {
        parser->context->opCount += operations;
        return true;
    }
    parser->context->opCount = parser->context->opLimit;
    if (parser->error == XPATH_EXPRESSION_OK) xmlXPathErr(parser, XPATH_OP_LIMIT_EXCEEDED);
    return false;
}

// Counts what a function does that goes through one string for each octet of another, and calls it.
static void callCounted(xmlXPathParserContextPtr parser, int count, int arity, xmlXPathFunction function) {
    xmlChar *strings[3] = {NULL, NULL, NULL};
    if (count != arity) {
        function(parser, count);
        return;
    }
    bool isComplete = true;
    for (int index = count - 1; index >= 0; index--) {
        strings[index] = xmlXPathPopString(parser);
        isComplete = isComplete && strings[index] != NULL;
    }
    if (!isComplete && parser->error == XPATH_EXPRESSION_OK) xmlXPathErr(parser, XPATH_MEMORY_ERROR);
    if (!isComplete
        || !charge(parser, product(strlen((const char *)strings[0]), strlen((const char *)strings[1])))) {
        for (int index = 0; index < count; index++) xmlFree(strings[index]);
        return;
    }
    for (int index = 0; index < count; index++) valuePush(parser, xmlXPathWrapString(strings[index]));
    function(parser, count);
}

// Functions that a string may go through one after the other: as many as an expression nests by default.
enum { functionsWithinEachOther = 32 };

// The one function whose value is longer than what it is made of. libxml2 goes through what it has for each argument; each
// function around it goes through all of it, and counts as if it went through no more than the document has.
static void concatFunction(xmlXPathParserContextPtr parser, int count) {
    size_t total = 0;
    for (int index = 1; index <= count && index <= parser->valueNr; index++) {
        xmlXPathObjectPtr *argument = &parser->valueTab[parser->valueNr - index];
        *argument = xmlXPathConvertString(*argument);
        const xmlChar *string = *argument == NULL ? NULL : (*argument)->stringval;
        size_t length = string == NULL ? 0 : strlen((const char *)string);
        total = length > SIZE_MAX - total ? SIZE_MAX : total + length;
    }
    parser->value = parser->valueNr == 0 ? NULL : parser->valueTab[parser->valueNr - 1];
    size_t passes = count > functionsWithinEachOther ? (size_t)count : functionsWithinEachOther;
    if (charge(parser, product(total, passes))) xmlXPathConcatFunction(parser, count);
}

static void containsFunction(xmlXPathParserContextPtr parser, int count) {
    callCounted(parser, count, 2, xmlXPathContainsFunction);
}

static void substringBeforeFunction(xmlXPathParserContextPtr parser, int count) {
    callCounted(parser, count, 2, xmlXPathSubstringBeforeFunction);
}

static void substringAfterFunction(xmlXPathParserContextPtr parser, int count) {
    callCounted(parser, count, 2, xmlXPathSubstringAfterFunction);
}

static void translateFunction(xmlXPathParserContextPtr parser, int count) {
    callCounted(parser, count, 3, xmlXPathTranslateFunction);
}

static bool replaceFunction(xmlXPathContextPtr context, const char *name, xmlXPathFunction function) {
    // Taken out first: libxml2 keeps its own otherwise.
    return xmlXPathRegisterFunc(context, octets(name), NULL) == 0
        && xmlXPathRegisterFunc(context, octets(name), function) == 0;
}

CXMLDSig_xpath *CXMLDSig_xpath_new(
    CXMLDSig_dom *dom, size_t here, size_t octetsPerOperation, CXMLDSig_xpath_id id, void *context
) {
    CXMLDSig_xpath *xpath = calloc(1, sizeof *xpath);
    if (xpath == NULL) return NULL;
    xpath->dom = dom;
    xpath->here = here;
    xpath->octetsPerOperation = octetsPerOperation;
    xpath->id = id;
    xpath->idContext = context;
    xpath->context = xmlXPathNewContext(dom->document);
    if (xpath->context == NULL || !replaceFunction(xpath->context, "id", idFunction)
        || !replaceFunction(xpath->context, "concat", concatFunction)
        || !replaceFunction(xpath->context, "contains", containsFunction)
        || !replaceFunction(xpath->context, "substring-before", substringBeforeFunction)
        || !replaceFunction(xpath->context, "substring-after", substringAfterFunction)
        || !replaceFunction(xpath->context, "translate", translateFunction)
        || xmlXPathRegisterFunc(xpath->context, octets("here"), hereFunction) != 0) {
        CXMLDSig_xpath_free(xpath);
        return NULL;
    }
    xpath->context->userData = xpath;
    xpath->context->error = note;
    return xpath;
}

void CXMLDSig_xpath_free(CXMLDSig_xpath *xpath) {
    xmlXPathFreeObject(xpath->selected);
    if (xpath->expression != NULL) xmlXPathFreeCompExpr(xpath->expression);
    if (xpath->context != NULL) xmlXPathFreeContext(xpath->context);
    free(xpath);
}

bool CXMLDSig_xpath_bind(CXMLDSig_xpath *xpath, const char *prefix, const char *uri) {
    return xmlXPathRegisterNs(xpath->context, octets(prefix), octets(uri)) == 0;
}

// What the context says: a value means nothing where it has noted an error.
static CXMLDSig_xpath_status status(const CXMLDSig_xpath *xpath) {
    if (xpath->objection != CXMLDSig_xpath_done) return xpath->objection;
    int code = xpath->context->lastError.code;
    if (code == 0) return CXMLDSig_xpath_done;
    return code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED ? CXMLDSig_xpath_operation_limit
                                                                     : CXMLDSig_xpath_failed;
}

CXMLDSig_xpath_status CXMLDSig_xpath_compile(CXMLDSig_xpath *xpath, const char *expression) {
    xpath->expression = xmlXPathCtxtCompile(xpath->context, octets(expression));
    CXMLDSig_xpath_status result = status(xpath);
    return xpath->expression == NULL && result == CXMLDSig_xpath_done ? CXMLDSig_xpath_failed : result;
}

static void begin(CXMLDSig_xpath *xpath, size_t operations) {
    xmlXPathFreeObject(xpath->selected);
    xpath->selected = NULL;
    xmlResetError(&xpath->context->lastError);
    xpath->objection = CXMLDSig_xpath_done;
    xpath->context->opLimit = operations;
    xpath->context->opCount = 0;
    xpath->context->contextSize = 1;
    xpath->context->proximityPosition = 1;
}

CXMLDSig_xpath_result CXMLDSig_xpath_test(
    CXMLDSig_xpath *xpath, CXMLDSig_xpath_context_node node, size_t operations
) {
    CXMLDSig_xpath_result result = {.status = CXMLDSig_xpath_failed};
    const CXMLDSig_dom *dom = xpath->dom;
    begin(xpath, operations);
    // libxml2's form of a namespace node is a copy of the declaration whose `next` is the element.
    xmlNs namespace;
    switch (node.kind) {
    case CXMLDSig_xpath_node:
        if (node.number >= dom->nodeCount) return result;
        xpath->context->node = dom->nodes[node.number];
        break;
    case CXMLDSig_xpath_attribute:
        if (node.number >= dom->attributeCount) return result;
        xpath->context->node = (xmlNodePtr)dom->attributes[node.number];
        break;
    case CXMLDSig_xpath_namespace:
        if (node.number >= dom->declarationCount || dom->declarations[node.number] == NULL
            || node.element >= dom->nodeCount)
            return result;
        namespace = *dom->declarations[node.number];
        namespace.next = (xmlNsPtr)dom->nodes[node.element];
        xpath->context->node = (xmlNodePtr)&namespace;
        break;
    }
    int value = xmlXPathCompiledEvalToBoolean(xpath->expression, xpath->context);
    xpath->context->node = NULL;
    result.status = value < 0 && status(xpath) == CXMLDSig_xpath_done ? CXMLDSig_xpath_failed : status(xpath);
    result.value = value == 1;
    result.operations = xpath->context->opCount;
    return result;
}

CXMLDSig_xpath_result CXMLDSig_xpath_select(CXMLDSig_xpath *xpath, size_t operations) {
    CXMLDSig_xpath_result result = {.status = CXMLDSig_xpath_failed};
    begin(xpath, operations);
    xpath->context->node = xpath->dom->nodes[0];
    xmlXPathObjectPtr value = xmlXPathCompiledEval(xpath->expression, xpath->context);
    xpath->context->node = NULL;
    result.operations = xpath->context->opCount;
    result.status = status(xpath);
    if (result.status != CXMLDSig_xpath_done || value == NULL) {
        xmlXPathFreeObject(value);
        if (result.status == CXMLDSig_xpath_done) result.status = CXMLDSig_xpath_failed;
        return result;
    }
    if (value->type != XPATH_NODESET) {
        xmlXPathFreeObject(value);
        result.status = CXMLDSig_xpath_no_node_set;
        return result;
    }
    xpath->selected = value;
    result.count = (size_t)xmlXPathNodeSetGetLength(value->nodesetval);
    return result;
}

CXMLDSig_xpath_selected_node CXMLDSig_xpath_selected(const CXMLDSig_xpath *xpath, size_t index) {
    const xmlNode *node = xmlXPathNodeSetItem(xpath->selected->nodesetval, (int)index);
    CXMLDSig_xpath_selected_node result = {.kind = CXMLDSig_xpath_node};
    if (node->type == XML_NAMESPACE_DECL) {
        const xmlNs *namespace = (const xmlNs *)node;
        // The static node of the prefix `xml` may stand without an element.
        const xmlNode *element = (const xmlNode *)namespace->next;
        result.kind = CXMLDSig_xpath_namespace;
        result.number = element == NULL ? 0 : (size_t)element->_private;
        result.prefix = (const char *)namespace->prefix;
    } else {
        if (node->type == XML_ATTRIBUTE_NODE) result.kind = CXMLDSig_xpath_attribute;
        result.number = node->type == XML_DOCUMENT_NODE ? 0 : (size_t)node->_private;
    }
    return result;
}

const char *CXMLDSig_xpath_message(const CXMLDSig_xpath *xpath) { return xpath->context->lastError.message; }

uint64_t CXMLDSig_thread_nanoseconds(void) {
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}
