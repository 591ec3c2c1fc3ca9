//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

@_exported public import BatchVerification
@_exported public import CanonicalXML
@_exported public import CertificateValidation
@_exported public import Diagnostics
@_exported public import SignatureCryptography
@_exported public import XMLSignature
