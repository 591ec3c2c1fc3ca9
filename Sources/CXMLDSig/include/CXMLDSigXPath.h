//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CXMLDSIG_XPATH_H
#define CXMLDSIG_XPATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Nodes for XPath, made one by one in document order; owned by the caller, freed by `CXMLDSig_dom_free`.
///
/// Nodes, attributes and declarations have numbers, each from 0 in the order in which they are made; the document is
/// the node 0. All strings end with a zero octet and are copied. What returns false had no memory, or a number that
/// there is not.
typedef struct CXMLDSig_dom CXMLDSig_dom;

/// No declaration: the name is in no namespace.
#define CXMLDSig_dom_no_namespace SIZE_MAX
/// The namespace of the prefix `xml`, which nothing declares.
#define CXMLDSig_dom_xml_namespace (SIZE_MAX - 1)

CXMLDSig_dom *_Nullable CXMLDSig_dom_new(size_t nodeCount, size_t attributeCount, size_t declarationCount);

void CXMLDSig_dom_free(CXMLDSig_dom *dom);

/// Appends an element to the children of `parent`.
bool CXMLDSig_dom_add_element(CXMLDSig_dom *dom, size_t parent, const char *local);

/// Declares a namespace in the element made last; `prefix` is NULL for the default one.
///
/// A declaration of the prefix `xml` says nothing and only takes a number.
bool CXMLDSig_dom_add_declaration(CXMLDSig_dom *dom, const char *_Nullable prefix, const char *uri);

/// Puts the element made last into the namespace of a declaration.
bool CXMLDSig_dom_set_namespace(CXMLDSig_dom *dom, size_t declaration);

/// Appends an attribute to the element made last.
bool CXMLDSig_dom_add_attribute(CXMLDSig_dom *dom, size_t declaration, const char *local, const char *value);

typedef enum {
    CXMLDSig_dom_text,
    CXMLDSig_dom_comment,
    CXMLDSig_dom_instruction,
} CXMLDSig_dom_kind;

/// Appends a text, a comment or a processing instruction; only the last has a target.
bool CXMLDSig_dom_add_leaf(
    CXMLDSig_dom *dom, CXMLDSig_dom_kind kind, size_t parent, const char *_Nullable target, const char *content
);

/// Numbers the elements in document order, by which libxml2 sorts; to be called once, after the last node.
void CXMLDSig_dom_finish(CXMLDSig_dom *dom);

/// A compiled expression; owned by the caller, freed by `CXMLDSig_xpath_free` before the nodes that it is for.
typedef struct CXMLDSig_xpath CXMLDSig_xpath;

/// Who answers `id()`: the number of the element; 0 where there is none, SIZE_MAX where nobody can say which.
typedef size_t (*CXMLDSig_xpath_id)(void *context, const char *value);

/// Nothing is compiled yet. `here` is what `here()` returns; SIZE_MAX where it is in another document.
///
/// Where a function goes through one string for each octet of another, `octetsPerOperation`, which is above 0, count as an
/// operation.
CXMLDSig_xpath *_Nullable CXMLDSig_xpath_new(
    CXMLDSig_dom *dom, size_t here, size_t octetsPerOperation, CXMLDSig_xpath_id id, void *context
);

void CXMLDSig_xpath_free(CXMLDSig_xpath *xpath);

bool CXMLDSig_xpath_bind(CXMLDSig_xpath *xpath, const char *prefix, const char *uri);

typedef enum {
    CXMLDSig_xpath_done,
    /// The operations are used up; the value means nothing.
    CXMLDSig_xpath_operation_limit,
    /// `id()` met an ambiguous value.
    CXMLDSig_xpath_ambiguous_id,
    /// `here()` where the expression is in another document.
    CXMLDSig_xpath_no_here,
    /// The result is no node-set where one is needed.
    CXMLDSig_xpath_no_node_set,
    CXMLDSig_xpath_failed,
} CXMLDSig_xpath_status;

CXMLDSig_xpath_status CXMLDSig_xpath_compile(CXMLDSig_xpath *xpath, const char *expression);

typedef enum {
    /// Document, element, text, comment, processing instruction.
    CXMLDSig_xpath_node,
    CXMLDSig_xpath_attribute,
    CXMLDSig_xpath_namespace,
} CXMLDSig_xpath_kind;

/// A node to evaluate at.
typedef struct {
    CXMLDSig_xpath_kind kind;
    /// The number of the node, of the attribute or of the declaration.
    size_t number;
    /// Of a namespace node: the number of the element.
    size_t element;
} CXMLDSig_xpath_context_node;

typedef struct {
    CXMLDSig_xpath_status status;
    /// The value as `boolean()` has it.
    bool value;
    /// How many nodes a node-set has.
    size_t count;
    /// What was spent.
    size_t operations;
} CXMLDSig_xpath_result;

/// Evaluates to a boolean, with position and size 1.
///
/// `operations` is above 0.
CXMLDSig_xpath_result CXMLDSig_xpath_test(
    CXMLDSig_xpath *xpath, CXMLDSig_xpath_context_node node, size_t operations
);

/// Evaluates to a node-set at the document, which is kept until the next evaluation.
CXMLDSig_xpath_result CXMLDSig_xpath_select(CXMLDSig_xpath *xpath, size_t operations);

/// A node of the kept node-set.
typedef struct {
    CXMLDSig_xpath_kind kind;
    /// The number of the node, of the attribute, or of the element of a namespace node.
    size_t number;
    /// Of a namespace node: its prefix, NULL for the default one; valid while the node-set is kept.
    const char *_Nullable prefix;
} CXMLDSig_xpath_selected_node;

CXMLDSig_xpath_selected_node CXMLDSig_xpath_selected(const CXMLDSig_xpath *xpath, size_t index);

/// What libxml2 says of a failure; NULL where it says nothing. Valid until the next call.
const char *_Nullable CXMLDSig_xpath_message(const CXMLDSig_xpath *xpath);

/// The processor time of this thread, in nanoseconds.
uint64_t CXMLDSig_thread_nanoseconds(void);

#pragma clang assume_nonnull end

#endif
