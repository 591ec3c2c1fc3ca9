//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef XML_XPATH_DOM_H
#define XML_XPATH_DOM_H

#include <libxml/tree.h>

#include "CXMLDSigXPath.h"

struct CXMLDSig_dom {
    xmlDocPtr document;
    xmlNodePtr *nodes;
    size_t nodeCount;
    size_t nodeCapacity;
    xmlAttrPtr *attributes;
    size_t attributeCount;
    size_t attributeCapacity;
    xmlNsPtr *declarations;
    size_t declarationCount;
    size_t declarationCapacity;
    /// Of the element made last, so that nothing is searched for its end.
    xmlNodePtr element;
    xmlAttrPtr lastAttribute;
    xmlNsPtr lastDeclaration;
};

#endif
