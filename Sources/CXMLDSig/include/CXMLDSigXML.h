//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CXMLDSIG_XML_H
#define CXMLDSIG_XML_H

#pragma clang assume_nonnull begin

/// The version of the libxml2 that runs, such as `20914`.
const char *CXMLDSig_libxml2_version(void);

#pragma clang assume_nonnull end

#endif
